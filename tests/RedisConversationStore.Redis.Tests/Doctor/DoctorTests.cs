using Conversations.Redis.Doctor;
using Conversations.Redis.Tests.Errors;
using Conversations.Redis.Tests.Security;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Doctor;

/// <summary>What the doctor finds about a server, set up well and otherwise.</summary>
public class DoctorTests : FaultTest
{
    private static readonly string[] Sound = ["--maxmemory", "100mb", "--maxmemory-policy", "noeviction", "--appendonly", "yes", "--appendfsync", "always"];

    public static TheoryData<string[], string> Settings => new()
    {
        { [], "" },
        { ["--maxmemory", "0"], "Warning no_maxmemory" },
        { ["--maxmemory-policy", "allkeys-lru"], "Error eviction_policy" },
        { ["--maxmemory-policy", "volatile-ttl"], "Warning eviction_policy" },
        { ["--maxmemory", "100kb"], "Error not_ready, Warning memory_nearly_full" },
        { ["--appendonly", "no"], "Error no_persistence" },
        { ["--appendonly", "no", "--save", "3600 1"], "Warning no_append_only_file" },
        { ["--appendfsync", "everysec"], "Information sync_every_second" },
        { ["--appendfsync", "no"], "Warning sync_never" },
        { ["--timeout", "60"], "Warning idle_timeout" },
        { ["--timeout", "61"], "" },
        { ["--min-replicas-to-write", "1"], "Error not_ready" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Settings_are_judged_and_nothing_is_left(string[] settings, string expected)
    {
        await using var server = await StartServerAsync([.. Sound, .. settings]);

        var findings = await ApartFromLatencyAsync(StoreDoctor.ExamineAsync(server.ConnectionString, cancellationToken: Token));

        Assert.Equal(expected, Codes(findings));
        Assert.All(findings, finding => Assert.Equal(server.ConnectionString, finding.Server));
        Assert.All(findings, finding => Assert.NotEmpty(finding.Advice));
        AssertLeftOnly("conv:health:0", (string[])(await server.ExecuteAsync("KEYS", "*"))!);
    }

    [Fact]
    public async Task Least_privilege_user_is_enough_and_what_is_hidden_is_said()
    {
        await using var server = await StartServerAsync(Sound);
        await using var connection = await ConnectAsStoreAsync(server);

        var findings = await ApartFromLatencyAsync(StoreDoctor.ExamineAsync(connection, cancellationToken: Token));

        Assert.Equal("Information hidden", Codes(findings));
        Assert.Contains("CONFIG GET", findings[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("INFO", findings[0].Message, StringComparison.Ordinal);
        AssertLeftOnly("conv:health:0", (string[])(await server.ExecuteAsync("KEYS", "*"))!);
    }

    [Fact]
    public async Task Missing_rights_are_named()
    {
        await using var server = await StartServerAsync(Sound);
        await using var connection = await ConnectAsStoreAsync(server, "-hmget", "-unlink");

        var finding = Assert.Single(await StoreDoctor.ExamineAsync(connection, cancellationToken: Token), finding => finding.Code == DoctorCodes.MissingRights);

        Assert.Equal((DoctorSeverity.Error, "The user may not run: hmget, unlink."), (finding.Severity, finding.Message));
    }

    // What removes the key is refused as well: it goes by itself.
    [Theory]
    [InlineData("-set", "The user may not run: set.")]
    [InlineData("-set -del -unlink -expire", "The user may not run: set.")]
    [InlineData("-del", "The user may not run: del.")]
    [InlineData("-eval", "The user may not run: eval.")]
    [InlineData("-info", "The user may not run: info.")]
    public async Task Every_kind_of_right_is_noticed_and_no_key_stays(string rule, string message)
    {
        await using var server = await StartServerAsync(Sound);
        await using var connection = await ConnectAsStoreAsync(server, rule.Split(' '));

        var findings = await StoreDoctor.ExamineAsync(connection, cancellationToken: Token);

        Assert.Contains(message, findings.Where(finding => finding.Code == DoctorCodes.MissingRights).Select(finding => finding.Message));
        foreach (var key in (string[])(await server.ExecuteAsync("KEYS", "*"))!) Assert.InRange((long)await server.ExecuteAsync("PTTL", key), 1, 60_000);
    }

    [Fact]
    public async Task Rights_for_another_prefix_do_not_help()
    {
        await using var server = await StartServerAsync(Sound);
        await using var connection = await ConnectAsStoreAsync(server);

        var findings = await ApartFromLatencyAsync(StoreDoctor.ExamineAsync(connection, new() { KeyPrefix = "other" }, Token));

        Assert.Equal("Error missing_key_rights, Information hidden", Codes(findings));
    }

    [Fact]
    public async Task Command_that_the_server_does_not_know_is_a_missing_right()
    {
        await using var server = await StartServerAsync([.. Sound, "--rename-command", "HSCAN", "ELSE"]);

        var finding = Assert.Single(await ApartFromLatencyAsync(StoreDoctor.ExamineAsync(server.ConnectionString, cancellationToken: Token)));

        Assert.Equal((DoctorCodes.MissingRights, "The user may not run: hscan."), (finding.Code, finding.Message));
    }

    [Theory]
    [InlineData(3600, "behind")]
    [InlineData(-3600, "ahead of")]
    public async Task Clock_of_the_process_is_held_against_the_servers(int seconds, string direction)
    {
        await using var server = await StartServerAsync(Sound);

        var finding = Assert.Single(await ApartFromLatencyAsync(StoreDoctor.ExamineAsync(server.ConnectionString, new() { TimeProvider = new SkewedClock(TimeSpan.FromSeconds(seconds)) }, Token)));

        Assert.Equal((DoctorSeverity.Warning, DoctorCodes.ClockSkew), (finding.Severity, finding.Code));
        Assert.Matches(@"is 3\d{3}\.\d s " + direction, finding.Message);
    }

    [Fact]
    public async Task Slow_network_is_told()
    {
        await using var server = await StartServerAsync(Sound);
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1) { Delay = TimeSpan.FromMilliseconds(20) };

        var findings = await StoreDoctor.ExamineAsync(proxy.ConnectionString, cancellationToken: Token);

        Assert.Equal("Warning high_latency", Codes(findings));
    }

    [Fact]
    public async Task Server_that_does_not_answer_is_told_in_time()
    {
        await using var server = await StartServerAsync(Sound);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true,asyncTimeout=60000");
        server.Stop();
        try
        {
            var findings = await StoreDoctor.ExamineAsync(connection, new() { OperationTimeout = TimeSpan.FromMilliseconds(300) }, Token);

            Assert.Equal("Error not_ready, Error unreachable", Codes(findings));
        }
        finally
        {
            server.Resume();
        }
    }

    [Fact]
    public async Task Server_that_is_gone_is_told()
    {
        await using var server = await StartServerAsync(Sound);
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{server.ConnectionString},127.0.0.1:{FreePort.Find()},abortConnect=false,connectTimeout=500,password={Secret}");
        await server.KillAsync();
        await Testing.Condition.HoldsAsync("the client knows", () => Task.FromResult(!connection.IsConnected), Token);

        var findings = await StoreDoctor.ExamineAsync(connection, cancellationToken: Token);

        Assert.Equal("Error unreachable, Error unreachable", Codes(findings));
        Assert.DoesNotContain(findings, finding => finding.ToString().Contains(Secret, StringComparison.Ordinal));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => StoreDoctor.ExamineAsync(server.ConnectionString + ",connectTimeout=500,connectRetry=1", cancellationToken: Token));
    }

    /// <summary>What is found, but for how long a busy machine takes to answer.</summary>
    internal static async Task<IReadOnlyList<DoctorFinding>> ApartFromLatencyAsync(Task<IReadOnlyList<DoctorFinding>> examination) =>
        [.. (await examination).Where(finding => finding.Code != DoctorCodes.HighLatency)];

    internal static string Codes(IEnumerable<DoctorFinding> findings) =>
        string.Join(", ", findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Code, StringComparer.Ordinal).Select(finding => $"{finding.Severity} {finding.Code}"));

    // The health check's own key lives on for seconds; it is not there where the server refused it.
    private static void AssertLeftOnly(string key, string[] left) => Assert.Empty(left.Except([key]));

    private static async Task<ConnectionMultiplexer> ConnectAsStoreAsync(RedisServerProcess server, params string[] without)
    {
        await using (var admin = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true"))
        {
            await AccessRules.Store.ApplyAsync(admin);
        }

        var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + AccessRules.Store.Login);
        foreach (var rule in without) await server.ExecuteAsync("ACL", "SETUSER", AccessRules.Store.User, rule);
        return connection;
    }

    private sealed class SkewedClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
