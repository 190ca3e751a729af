namespace Conversations.Faults.Failovers;

/// <summary>A server became a primary: one that was none, or that was started again.</summary>
/// <param name="Server">Which of the servers.</param>
/// <param name="InSyncAt">When it was last known to have what its primary had: what was acknowledged later it may lack.</param>
/// <param name="SeenAt">When it was first seen to be a primary.</param>
/// <param name="SettledAt">When all servers had answered again, as many of them as should be as primaries: from then on nobody acknowledges what only he has. The largest number where that was not seen.</param>
internal readonly record struct Failover(int Server, long InSyncAt, long SeenAt, long SettledAt)
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
                var inSync = servers[server].Take(at).Where(sighting => sighting.IsInSync).Select(sighting => sighting.AskedAt).DefaultIfEmpty().Max();
                yield return new(server, inSync, now.AnsweredAt, FirstSettledAt(servers, primaries, now.AskedAt) ?? long.MaxValue);
            }
        }
    }

    /// <summary>When every server had answered a question that was asked since, and as many as should be said that they are primaries; null when that was not seen.</summary>
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
}
