using System.Diagnostics;
using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Failovers;

/// <summary>Notices the failovers of a group of servers, what each may lose, and which of them the run did not ask for. On a machine that is busy enough replicas are behind for seconds, and sentinels and nodes take for dead what is only late: neither is known beforehand.</summary>
internal sealed class FailoverWatch : IAsyncDisposable
{
    private readonly FaultRun run;
    private readonly IReadOnlyList<RedisServerProcess> servers;
    private readonly int primaries;
    private readonly bool writesWait;
    private readonly List<ServerLookout> lookouts;
    private readonly List<(long From, long To, RedisServerProcess[] Promoted)> asked = [];
    private readonly long begunAt = Stopwatch.GetTimestamp();

    private FailoverWatch(FaultRun run, IReadOnlyList<RedisServerProcess> servers, int primaries, bool writesWait)
    {
        this.run = run;
        this.servers = servers;
        this.primaries = primaries;
        this.writesWait = writesWait;
        lookouts = [.. servers.Select(server => new ServerLookout(server))];
    }

    private IReadOnlyList<IReadOnlyList<Sighting>> Sightings => [.. lookouts.Select(lookout => lookout.Sightings)];

    /// <summary>Begins to watch, and waits until every server was seen as what it should be.</summary>
    /// <param name="run">The run, which is told of what it did not ask for.</param>
    /// <param name="servers">The servers.</param>
    /// <param name="primaries">How many of them are primaries, when nothing happens.</param>
    /// <param name="waitForReplicas">How many replicas have a write before it is acknowledged; with any, only what readers saw can be lost.</param>
    internal static async Task<FailoverWatch> StartAsync(FaultRun run, IReadOnlyList<RedisServerProcess> servers, int primaries, int waitForReplicas = 0)
    {
        var watch = new FailoverWatch(run, servers, primaries, waitForReplicas > 0);
        try
        {
            await watch.SettledAsync();
            return watch;
        }
        catch
        {
            await watch.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does what causes failovers, and waits until the servers have settled: what becomes a primary meanwhile was asked for.</summary>
    /// <param name="actAsync">What to do.</param>
    /// <param name="promoted">Those that are to become primaries, if only for a moment; none for any.</param>
    internal async Task AskedAsync(Func<Task> actAsync, params RedisServerProcess[] promoted)
    {
        var from = Stopwatch.GetTimestamp();
        await actAsync();
        await SettledAsync();
        asked.Add((from, Stopwatch.GetTimestamp(), promoted));
    }

    /// <summary>What the failovers so far may lose.</summary>
    internal async Task<IReadOnlyList<LossWindow>> LossesAsync()
    {
        await SettledAsync();
        return [.. Find().Select(failover => failover.Loss)];
    }

    /// <summary>What those of them may lose that nobody asked for.</summary>
    internal async Task<IReadOnlyList<LossWindow>> UnaskedLossesAsync()
    {
        await SettledAsync();
        return [.. Unasked().Select(failover => failover.Loss)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lookout in lookouts) await lookout.DisposeAsync();
        foreach (var failover in Unasked().OrderBy(failover => failover.SeenAt))
        {
            run.Remark(FormattableString.Invariant($"{servers[failover.Server].ConnectionString} became a primary {Stopwatch.GetElapsedTime(begunAt, failover.SeenAt).TotalSeconds:F1} s after the start, which the run did not ask for: the machine is too busy for sentinels and nodes to keep their times. What it loses counts as documented."));
        }
    }

    private IEnumerable<Failover> Find() => Failover.Find(Sightings, primaries).Select(failover => failover with { Loss = failover.Loss with { OfReadsOnly = writesWait } });

    private IEnumerable<Failover> Unasked() => Find().Where(failover => !asked.Exists(span => WasAsked(failover, span)));

    private bool WasAsked(Failover failover, (long From, long To, RedisServerProcess[] Promoted) span) =>
        failover.SeenAt >= span.From && failover.SeenAt <= span.To && (span.Promoted.Length == 0 || span.Promoted.Contains(servers[failover.Server]));

    private Task SettledAsync()
    {
        var since = Stopwatch.GetTimestamp();
        return Condition.HoldsAsync("the servers settle", () => Task.FromResult(Failover.FirstSettledAt(Sightings, primaries, since) is not null), run.CancellationToken);
    }
}
