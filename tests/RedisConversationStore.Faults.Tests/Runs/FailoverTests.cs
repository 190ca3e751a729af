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
    public void A_replica_that_becomes_a_primary_may_lack_what_came_after_it_was_last_in_sync_until_the_old_primary_is_told()
    {
        var failover = Assert.Single(Failover.Find(
            [
                [Primary(10, "a"), Primary(40, "a"), Primary(50, "a"), Replica(60)],
                [Replica(11), Replica(21, isInSync: false), Primary(45, "b"), Primary(55, "b"), Primary(65, "b")],
            ],
            primaries: 1));

        Assert.Equal(new Failover(Server: 1, InSyncAt: 11, SeenAt: 46, SettledAt: 61), failover);
    }

    [Fact]
    public void A_server_that_is_silent_may_still_take_writes()
    {
        var failover = Assert.Single(Failover.Find([[Primary(10, "a")], [Replica(11), Primary(45, "b"), Primary(90, "b")]], primaries: 1));

        Assert.Equal(long.MaxValue, failover.SettledAt);
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
            Assert.Empty(watch.Unasked());

            var before = Stopwatch.GetTimestamp();
            await watch.AskedAsync(() => ChangeAsync(servers.Replicas[0], servers.Primary), servers.Replicas[0]);
            var failover = Assert.Single(watch.Unasked());
            Assert.Equal(0, failover.Server);
            var window = LossWindows.Of(failover);
            Assert.True(window.From < before && window.To > before && window.To <= Stopwatch.GetTimestamp());
        }

        Assert.Contains("did not ask for", Assert.Single(run.Remarks), StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(RedisServerProcess from, RedisServerProcess to)
    {
        await to.ExecuteAsync("REPLICAOF", "NO", "ONE");
        await from.ExecuteAsync("REPLICAOF", "127.0.0.1", to.Port);
        await from.FollowsAsync();
    }

    private static Sighting Primary(long askedAt, string history) => new(askedAt, askedAt + 1, IsPrimary: true, IsInSync: true, history);

    private static Sighting Replica(long askedAt, bool isInSync = true) => new(askedAt, askedAt + 1, IsPrimary: false, isInSync, "a");
}
