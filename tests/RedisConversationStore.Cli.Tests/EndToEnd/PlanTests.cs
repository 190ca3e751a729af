using System.Text.Json;
using Conversations.Cli.Tests.Planning;
using Conversations.Testing;
using StackExchange.Redis;

namespace Conversations.Cli.Tests.EndToEnd;

/// <summary><c>convstore plan</c>, on a redis-server of the test. The bound of the memory is the one that a plan promises: memory does not depend on what else the machine does. That of the throughput only tells a figure from none.</summary>
public sealed class PlanTests
{
    private static readonly string[] Small = ["--rooms", "100", "--events-per-room-per-day", "50", "--retention-days", "4", "--rounds", "2"];

    [Fact]
    public async Task A_plan_answers_in_json_is_near_what_was_measured_and_leaves_nothing_behind()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var server = await RedisServerProcess.StartAsync();
        await using var redis = await ConnectionMultiplexer.ConnectAsync($"{server.ConnectionString},allowAdmin=true");
        await redis.GetDatabase().StringSetAsync("somebody's", "value");

        var result = await Tool.RunAsync(["plan", "--json", "--redis", server.ConnectionString, .. Small]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var plan = JsonDocument.Parse(Assert.Single(result.OutputLines)).RootElement;

        var check = plan.GetProperty("check");
        Assert.Equal((100, 200), (check.GetProperty("rooms").GetInt32(), check.GetProperty("events_per_room").GetInt64()));
        Assert.InRange(check.GetProperty("memory_error").GetDouble(), 0, 0.05);
        Assert.InRange(check.GetProperty("predicted_operations_per_second").GetDouble() / check.GetProperty("measured_operations_per_second").GetDouble(), 0.1, 10);

        var memory = plan.GetProperty("memory").EnumerateArray().ToList();
        Assert.Equal([0, 1, 2, 3, 4], memory.Select(point => point.GetProperty("day").GetInt32()));
        Assert.Equal(20_000, memory[^1].GetProperty("events").GetInt64());
        Assert.Equal(memory.Select(point => point.GetProperty("bytes").GetInt64()).Order(), memory.Select(point => point.GetProperty("bytes").GetInt64()));
        Assert.Contains("events", memory[^1].GetProperty("aggregates").EnumerateArray().Select(part => part.GetProperty("name").GetString()));
        Assert.Equal(["commit", "read", "remove"], plan.GetProperty("costs").EnumerateArray().Select(cost => cost.GetProperty("operation").GetString()));
        Assert.All(plan.GetProperty("costs").EnumerateArray(), cost => Assert.True(cost.GetProperty("server_microseconds").GetDouble() > 0));
        Assert.False(plan.GetProperty("aof").GetProperty("is_measured").GetBoolean());
        Assert.True(plan.GetProperty("aof").GetProperty("bytes_per_commit").GetDouble() > 500);
        Assert.Equal(1, plan.GetProperty("shards").GetProperty("needed").GetInt32());
        Assert.NotEmpty(plan.GetProperty("bottleneck").GetString()!);

        Assert.Equal(["somebody's"], redis.GetServers()[0].Keys().Select(key => key.ToString()));
    }

    [Fact]
    public async Task Without_a_Redis_it_starts_one_and_tells_people_what_a_transcript_needs()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        using var folder = new TemporaryFolder();
        var chat = folder.File("chat.txt", string.Concat(Enumerable.Range(0, 60).Select(minute => $"31/12/23, 21:{minute:d2} - {(minute % 2 == 0 ? "Ada" : "Ben")}: message {minute}\n")));
        var result = await Tool.RunAsync("plan", "--transcript", chat, "--retention-days", "2", "--rooms", "100", "--rounds", "1");
        Assert.Equal(0, result.ExitCode);
        foreach (var says in (string[])["100 rooms, 60 events a room and day kept 2 days", "First bottleneck", "idempotency_keys", "Checked against a real load", "measured)"])
        {
            Assert.Contains(says, result.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(3, "the peak cannot be below the mean", "--peak-factor", "0.5")]
    [InlineData(3, "retention_days is 0", "--retention-days", "0")]
    [InlineData(3, "rooms is -1", "--rooms", "-1")]
    [InlineData(3, "does not fit", "--payload-bytes", "2000000")]
    [InlineData(2, "--rooms takes a number", "--rooms", "many")]
    [InlineData(2, "--replicas takes a whole number", "--replicas", "2.5")]
    [InlineData(2, "give one of them", "--transcript", "chat.txt", "--payload-bytes", "10")]
    [InlineData(2, "another server's", "--data", "folder")]
    [InlineData(3, "no such file", "--transcript", "/no/such/chat.txt")]
    [InlineData(3, "no file", "--profile", "/no/such/profile.json")]
    [InlineData(4, "localhost:1", "--redis", "localhost:1,connectTimeout=500,connectRetry=1")]
    [InlineData(2, "not valid", "--redis", "localhost,nonsense=hunter2")]
    public async Task Nonsense_is_one_line_and_a_code(int exitCode, string says, params string[] arguments)
    {
        var result = await Tool.RunAsync(["plan", "--json", .. arguments]);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(says, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task What_is_wrong_with_a_transcript_is_not_blamed_on_the_connection_string()
    {
        using var slack = new SlackFolder();
        slack.Write("channels.json", """[{"id": "C1", "created": 1673000000000000}]""");
        var result = await Tool.RunAsync("plan", "--redis", "localhost:1", "--transcript", slack.Path);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("channels.json, line 1: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_no_profile_has_is_named_with_the_file()
    {
        using var folder = new TemporaryFolder();
        var result = await Tool.RunAsync("plan", "--profile", folder.File("ours.json", "{\"romes\": 5}"));
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("ours.json: a profile has no member 'romes'", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }
}
