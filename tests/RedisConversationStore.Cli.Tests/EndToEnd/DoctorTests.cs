using System.Text.Json;
using Conversations.Testing;

namespace Conversations.Cli.Tests.EndToEnd;

/// <summary><c>convstore doctor</c>, on servers of the test.</summary>
public sealed class DoctorTests
{
    // The one thing that may be found beside what a test has set up.
    private const string MachineIsBusy = "high_latency";

    [Fact]
    public async Task A_server_that_would_lose_rooms_fails_and_one_in_order_does_not()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var server = await RedisServerProcess.StartAsync("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru");

        var table = await Tool.RunAsync("doctor", "--redis", server.ConnectionString);
        Assert.Equal(1, table.ExitCode);
        Assert.Contains("eviction_policy", table.Output, StringComparison.Ordinal);
        Assert.Matches(@"2 errors, \d warnings?, 0 for information\.", table.Output);
        Assert.StartsWith("convstore: The servers are not in order: 2 errors.", Assert.Single(table.ErrorLines), StringComparison.Ordinal);

        var json = await Tool.RunAsync("doctor", "--redis", server.ConnectionString, "--json");
        Assert.Equal(1, json.ExitCode);
        var findings = json.OutputLines[..^1].Select(line => JsonDocument.Parse(line).RootElement).Where(finding => finding.GetProperty("code").GetString() != MachineIsBusy).ToArray();
        Assert.Equal(["eviction_policy", "no_persistence"], findings.Select(finding => finding.GetProperty("code").GetString()).Order(StringComparer.Ordinal));
        Assert.All(findings, finding => Assert.Equal(("error", server.ConnectionString), (finding.GetProperty("severity").GetString(), finding.GetProperty("server").GetString())));
        Assert.All(findings, finding => Assert.NotEmpty(finding.GetProperty("advice").GetString()!));
        Assert.Equal(2, JsonDocument.Parse(json.OutputLines[^1]).RootElement.GetProperty("summary").GetProperty("errors").GetInt32());

        await using var sound = await RedisServerProcess.StartAsync("--maxmemory", "100mb", "--appendonly", "yes");
        var fine = await Tool.RunAsync("doctor", "--redis", sound.ConnectionString);
        Assert.Equal((0, ""), (fine.ExitCode, fine.Error));
        Assert.Matches(@"0 errors, \d warnings?, 1 for information\.", fine.Output);
        Assert.Equal(1, (await Tool.RunAsync("doctor", "--redis", sound.ConnectionString, "--wait-for-replicas", "1")).ExitCode);
    }

    [Fact]
    public async Task A_server_that_is_not_there_and_no_server_at_all_are_errors()
    {
        Assert.Equal(4, (await Tool.RunAsync("doctor", "--redis", $"127.0.0.1:{FreePort.Find()},connectTimeout=500,connectRetry=1")).ExitCode);
        Assert.Equal(2, (await Tool.RunAsync("doctor")).ExitCode);
        Assert.Equal(2, (await Tool.RunAsync("doctor", "--redis", "localhost:6379", "--wait-for-replicas", "17")).ExitCode);
    }
}
