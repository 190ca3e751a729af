using System.Text;
using System.Text.Json;
using Conversations.Cli.Demo;
using Conversations.DevServer;
using Conversations.Redis;

namespace Conversations.Cli.Tests.EndToEnd;

public sealed class DemoTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bundled_day_holds_with_a_replica_killed()
    {
        var result = await Tool.RunAsync("demo", "--json");
        var report = Report(result);
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        Assert.Equal(398, Number(report, "events"));
        Assert.Equal(0, Number(report, "gaps"));
        Assert.Equal(0, Number(report, "mismatches"));
        Assert.Equal(3, Number(report, "replicas"));
        Assert.Equal(1, Number(report, "killed"));
        Assert.True(Number(report, "duplicates") >= 2 * 398);
        Assert.Equal(Number(report, "received"), Number(report, "events") + Number(report, "duplicates"));
        var added = report.GetProperty("operations").GetProperty("add event");
        Assert.True(added.GetProperty("p50_ms").GetDouble() <= added.GetProperty("p99_ms").GetDouble());
    }

    [Fact]
    public async Task A_small_day_of_the_users_own_holds_and_shows_tables()
    {
        using var folder = new TemporaryFolder();
        var result = await Tool.RunAsync("demo", "--input", folder.File("own.jsonl", Day(events: 12)), "--replicas", "2", "--seed", "7");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("own.jsonl", result.Output, StringComparison.Ordinal);
        Assert.Contains("Replica 2 was killed", result.Output, StringComparison.Ordinal);
        Assert.Contains("duplicates suppressed", result.Output, StringComparison.Ordinal);
        Assert.Contains("p99 ms", result.Output, StringComparison.Ordinal);
        Assert.Contains("Verified:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_with_gaps_of_its_own_holds_too()
    {
        using var folder = new TemporaryFolder();
        var records = new ConversationRecord[] { Records.Room(), Records.Binding(), Records.Event("a", index: 3), Records.Event("b", index: 9) };
        using var reader = new StreamReader(Records.Transcript(records));
        var result = await Tool.RunAsync("demo", "--json", "--input", folder.File("export.jsonl", await reader.ReadToEndAsync(Ct)));
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, Number(Report(result), "events"));
    }

    [Fact]
    public async Task Of_a_given_store_nothing_is_left_and_with_keep_everything()
    {
        await using var server = await RedisDevServer.StartAsync(cancellationToken: Ct);
        using var folder = new TemporaryFolder();
        var input = folder.File("own.jsonl", Day(events: 4));
        Assert.Equal(0, (await Tool.RunAsync("demo", "--json", "--input", input, "--redis", server.ConnectionString)).ExitCode);
        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        Assert.Equal(0, await redis.GetServers()[0].DatabaseSizeAsync());

        Assert.Equal(0, (await Tool.RunAsync("demo", "--json", "--input", input, "--redis", server.ConnectionString, "--prefix", "mine", "--keep")).ExitCode);
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, new() { KeyPrefix = "mine" }, Ct);
        Assert.Equal(4, (await store.Rooms.GetAsync("r", Ct))!.EventCount);
        Assert.Equal(3, (await Tool.RunAsync("demo", "--json", "--input", input, "--redis", server.ConnectionString, "--prefix", "mine")).ExitCode);
        Assert.True(await store.Rooms.ExistsAsync("r", Ct));
    }

    [Fact]
    public async Task A_store_that_does_not_hold_what_the_transcript_says_fails_the_demo()
    {
        await using var server = await RedisDevServer.StartAsync(cancellationToken: Ct);
        using var folder = new TemporaryFolder();
        var demo = Tool.RunAsync("demo", "--json", "--input", folder.File("own.jsonl", Day(events: 60)), "--redis", server.ConnectionString, "--prefix", "tampered");
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, new() { KeyPrefix = "tampered" }, Ct);
        while (!await store.Rooms.ExistsAsync("r", Ct) && !demo.IsCompleted) await Task.Delay(5, Ct);
        await store.Events.AddAsync(Records.Event("intruder"), options: null, Ct);

        var result = await demo;
        Assert.Equal(1, result.ExitCode);
        Assert.True(Number(Report(result), "mismatches") > 0);
        Assert.Contains("mismatches", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replica_ends_when_its_input_does()
    {
        await using var server = await RedisDevServer.StartAsync(cancellationToken: Ct);
        using var replica = Tool.Start("replica");
        await replica.StandardInput.WriteLineAsync(ReplicaProtocol.Write(new ReplicaSettings(server.ConnectionString, "conv", 1, 1)));
        await replica.StandardInput.FlushAsync(Ct);
        Assert.Equal(0, ReplicaProtocol.Read<Answer>((await replica.StandardOutput.ReadLineAsync(Ct))!).Id);
        replica.StandardInput.Close();
        await replica.WaitForExitAsync(Ct).WaitAsync(TimeSpan.FromMinutes(3), Ct);
        Assert.Equal(0, replica.ExitCode);
    }

    private static JsonElement Report(ToolResult result) => JsonDocument.Parse(Assert.Single(result.OutputLines)).RootElement;

    private static long Number(JsonElement report, string name) => report.GetProperty(name).GetInt64();

    private static string Day(int events)
    {
        ConversationRecord[] records =
        [
            Records.Room(),
            Records.Binding(),
            new Identity { Id = "i", DisplayName = "Somebody" },
            .. Enumerable.Range(0, events).Select(number => Records.Event($"e{number}", $"say {number}")),
        ];
        using var reader = new StreamReader(Records.Transcript(records), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
