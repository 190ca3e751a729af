using System.Globalization;
using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Health;

/// <summary>Finds out whether a store can work by doing what its writes do: it sets a key of its prefix on every primary. Only a write tells a server that is full, read-only or short of replicas from one in order, and it needs no right that the store has not.</summary>
/// <remarks>One round trip: the layout is read, the keys are set, a database other than 0 is selected and a cluster is asked for its slots in one flush to each primary. With <see cref="RedisConversationStoreOptions.WaitForReplicas"/> a second one waits for the replicas. The keys are gone after ten seconds.</remarks>
/// <param name="store">The connection; opened if nobody has.</param>
/// <param name="keys">Forms the keys.</param>
/// <param name="barrier">Waits for replicas as the writes of the store do; null if they wait for none.</param>
internal sealed class HealthProbe(StoreConnection store, KeySpace keys, ReplicaBarrier? barrier)
{
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    private const int MillisecondsToLive = 10_000;

    /// <exception cref="ArgumentOutOfRangeException">It is not 10 milliseconds to a minute.</exception>
    internal static void ThrowIfOutside(TimeSpan? timeout)
    {
        if (timeout < Least || timeout > Most) throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A health check takes 10 milliseconds to a minute.");
    }

    /// <summary>Looks once.</summary>
    /// <param name="timeout">How long it may take; what is not there by then is not healthy.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    internal async Task<StoreHealth> RunAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var look = new HealthLook(timeout, cancellationToken);
        try
        {
            var uncovered = await LookAsync(look).ConfigureAwait(false);
            if (uncovered > 0) return look.End(StoreHealthReason.SlotsNotCovered, $"Nobody serves {uncovered} of the cluster's slots; rooms in them cannot be reached. Bring their primary back, or promote a replica of it.");
            return look.Elapsed > timeout / 4
                ? look.End(StoreHealthReason.Slow, string.Create(CultureInfo.InvariantCulture, $"The store works, but a write took {look.Elapsed.TotalSeconds:0.000} s. Is the server or the network overloaded?"))
                : look.End(StoreHealthReason.Healthy, "The store works.");
        }
        catch (TimeoutException passed) when (passed is not RedisTimeoutException)
        {
            return look.End(FaultTranslator.DeadlinePassed(timeout, look.IsConnected, isWrite: false));
        }
        catch (ObjectDisposedException)
        {
            return look.End(StoreHealthReason.Disposed, store.IsClosed ? "The store was disposed." : "The connection of the store was closed by the application. Keep it open as long as the store, or make a new store.");
        }
        catch (ConversationStoreException fault)
        {
            return look.End(fault);
        }
        catch (Exception fault) when (FaultTranslator.Translate(fault, isWrite: false) is ConversationStoreException translated)
        {
            return look.End(translated);
        }
        finally
        {
            look.Leave();
        }
    }

    /// <summary>Answers how many slots nobody serves; throws what else is wrong.</summary>
    private async Task<int> LookAsync(HealthLook look)
    {
        var opening = store.OpenAsync();
        _ = look.Ask(server: null, opening);
        await look.AnswersAsync().ConfigureAwait(false);
        var connection = await opening.ConfigureAwait(false);

        // A rejected login stays rejected; the client would wait for the server all the same.
        if (!connection.IsConnected && await look.AnswerAsync(look.Ask(server: null, store.FindRejectionAsync())).ConfigureAwait(false) is { } rejection) throw rejection;

        var before = barrier?.Begin();
        var view = Send(connection, look);

        // Coverage first: a cluster that lacks slots may refuse every write, and would only say that it is down.
        if (view is not null && await look.AnswerAsync(view).ConfigureAwait(false) is { UncoveredSlots: > 0 and var uncovered }) return uncovered;
        await look.AnswersAsync().ConfigureAwait(false);
        if (before is not null) await look.AnswerAsync(look.Ask(server: null, barrier!.EndAsync(before))).ConfigureAwait(false);
        return 0;
    }

    private Task<ClusterView>? Send(IConnectionMultiplexer connection, HealthLook look)
    {
        var database = connection.GetDatabase();
        var probes = ProbeKeys.For(connection, keys);
        var node = probes.Find(probe => probe.Server is { IsConnected: true, ServerType: ServerType.Cluster }).Server;
        var view = node is null ? null : look.Ask(node, ServerQuestions.ClusterAsync(node));
        foreach (var (server, key) in probes) _ = look.Ask(server, database.ExecuteAsync("SET", [key, 1, "PX", MillisecondsToLive], CommandFlags.DemandMaster));
        var only = probes.Count == 1 ? probes[0].Server : null;
        _ = look.Ask(only, SelectedDatabase.EnsureAsync(database));
        _ = look.Ask(only, new LayoutGuard(keys, isReader: true).EnsureAsync(database));
        return view;
    }
}
