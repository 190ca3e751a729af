using System.Diagnostics;
using Conversations.Faults.Failovers;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Tests.Runs;

/// <summary>A run notices the failovers of its servers, and tells those it asked for from those that came by themselves.</summary>
public sealed class FailoverTests
{
    [Fact]
    public void What_stays_as_it_is_is_no_failover() =>
        Assert.Empty(Failover.Find([[Primary(10, "a"), Primary(20, "a")], [Replica(10), Replica(20)]], primaries: 1));

    [Fact]
    public void What_the_old_primary_had_when_it_was_last_seen_with_nothing_that_the_new_one_lacks_is_safe_and_the_rest_until_it_is_told_is_not()
    {
        var failover = Assert.Single(Failover.Find(
            [
                [Primary(10, "a", offset: 100), Primary(20, "a", offset: 150), Primary(30, "a", offset: 151), Primary(50, "a", offset: 300), Replica(60)],
                [Replica(11), Replica(41), Primary(45, "b", formerEnd: 151), Primary(55, "b", formerEnd: 151), Primary(65, "b", formerEnd: 151)],
            ],
            primaries: 1));

        Assert.Equal(new Failover(Server: 1, SeenAt: 46, new(From: 20, To: 61)), failover);
    }

    [Fact]
    public void A_server_that_is_silent_may_still_take_writes()
    {
        var failover = Assert.Single(Failover.Find([[Primary(10, "a")], [Replica(11), Primary(45, "b"), Primary(90, "b")]], primaries: 1));

        Assert.Equal(long.MaxValue, failover.Loss.To);
    }

    [Fact]
    public void A_primary_that_comes_back_with_another_history_is_a_failover() =>
        Assert.Equal(0, Assert.Single(Failover.Find([[Primary(10, "a"), Primary(20, "b")], [Replica(10), Replica(20)]], primaries: 1)).Server);

    [Fact]
    public async Task What_nobody_asked_for_is_told_and_what_it_loses_is_documented()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        using var run = new FaultRun(seed: 1, TestContext.Current.CancellationToken);
        await using var servers = await RedisReplication.StartAsync(replicas: 1);
        await using (var watch = await FailoverWatch.StartAsync(run, servers.Servers, primaries: 1))
        {
            await watch.AskedAsync(() => ChangeAsync(servers.Primary, servers.Replicas[0]));
            Assert.Empty(await watch.UnaskedLossesAsync());

            var lostAt = 0L;
            await watch.AskedAsync(async () => lostAt = await ChangeAsync(servers.Replicas[0], servers.Primary), servers.Replicas[0]);
            var window = Assert.Single(await watch.UnaskedLossesAsync());
            Assert.InRange(lostAt, window.From, window.To);
            Assert.InRange(window.To, lostAt, Stopwatch.GetTimestamp());
        }

        Assert.Contains("did not ask for", Assert.Single(run.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_that_a_failover_comes_over_by_itself_loses_nothing_but_what_that_documents()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        using var run = new FaultRun(seed: 1, TestContext.Current.CancellationToken);
        await using var group = await SentinelGroup.StartAsync(replicas: 2);
        await using (var watch = await FailoverWatch.StartAsync(run, group.Servers, primaries: 1))
        {
            await using var load = await Load.StartAsync(run, group.ConnectionString, minThreads: Load.SentinelThreads);
            var primary = await group.PrimaryAsync();
            await group.FailoverAsync(primary, run.CancellationToken);

            var report = await load.JudgeAsync(group.ConnectionString, watch.UnaskedLossesAsync);

            Assert.Empty(report.Violations);
            Assert.True(report.LostAsDocumented > 0);
        }

        Assert.NotEmpty(run.Remarks);
    }

    /// <summary>Makes a replica the primary, and answers when the old one acknowledged a write that the new one never gets.</summary>
    private static async Task<long> ChangeAsync(RedisServerProcess from, RedisServerProcess to)
    {
        await to.ExecuteAsync("REPLICAOF", "NO", "ONE");

        // Without it, the old primary lacks nothing however late it is seen, and nothing is lost.
        await from.ExecuteAsync("SET", "lost", "");
        var lostAt = Stopwatch.GetTimestamp();
        await from.ExecuteAsync("REPLICAOF", "127.0.0.1", to.Port);
        await from.FollowsAsync();
        return lostAt;
    }

    private static Sighting Primary(long askedAt, string history, long offset = 0, long formerEnd = -1) =>
        new(askedAt, askedAt + 1, IsPrimary: true, history, offset, FormerHistory: formerEnd < 0 ? "" : "a", formerEnd);

    private static Sighting Replica(long askedAt) => new(askedAt, askedAt + 1, IsPrimary: false, "a", Offset: 0, FormerHistory: "", FormerEnd: -1);
}
