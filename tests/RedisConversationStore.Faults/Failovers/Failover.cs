using Conversations.Faults.Checking;

namespace Conversations.Faults.Failovers;

/// <summary>A server became a primary: one that was none, or that was started again.</summary>
/// <param name="Server">Which of the servers.</param>
/// <param name="SeenAt">When it was first seen to be a primary.</param>
/// <param name="Loss">When what was acknowledged may be lost by it.</param>
internal readonly record struct Failover(int Server, long SeenAt, LossWindow Loss)
{
    /// <summary>Finds the failovers in what was seen of the servers of a group, each in the order in which it was asked.</summary>
    /// <param name="servers">The servers.</param>
    /// <param name="primaries">How many primaries there should be.</param>
    internal static IEnumerable<Failover> Find(IReadOnlyList<IReadOnlyList<Sighting>> servers, int primaries)
    {
        for (var server = 0; server < servers.Count; server++)
        {
            for (var at = 1; at < servers[server].Count; at++)
            {
                var (before, now) = (servers[server][at - 1], servers[server][at]);
                if (!now.IsPrimary || (before.IsPrimary && before.History == now.History)) continue;
                yield return new(server, now.AnsweredAt, new(SafeUntil(servers, now) ?? before.AskedAt, FirstSettledAt(servers, primaries, now.AskedAt) ?? long.MaxValue));
            }
        }
    }

    /// <summary>When every server had answered a question that was asked since, and as many as should be said that they are primaries: from then on nobody acknowledges what only he has. Null when that was not seen.</summary>
    internal static long? FirstSettledAt(IReadOnlyList<IReadOnlyList<Sighting>> servers, int primaries, long since)
    {
        var latest = new Dictionary<int, Sighting>();
        var sightings = servers.SelectMany((seen, server) => seen.Where(sighting => sighting.AskedAt >= since).Select(sighting => (Server: server, Sighting: sighting)));
        foreach (var (server, sighting) in sightings.OrderBy(seen => seen.Sighting.AnsweredAt))
        {
            latest[server] = sighting;
            if (latest.Count == servers.Count && latest.Values.Count(seen => seen.IsPrimary) == primaries) return sighting.AnsweredAt;
        }

        return null;
    }

    /// <summary>When the primary before was last seen with nothing that the new one did not get, however far behind that was; null when it was not seen.</summary>
    private static long? SafeUntil(IReadOnlyList<IReadOnlyList<Sighting>> servers, Sighting promoted) => servers
        .SelectMany(seen => seen)
        .Where(sighting => sighting.IsPrimary && sighting.History == promoted.FormerHistory && sighting.Offset < promoted.FormerEnd)
        .Max(sighting => (long?)sighting.AskedAt);
}
