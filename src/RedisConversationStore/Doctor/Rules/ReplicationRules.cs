using System.Globalization;

namespace Conversations.Redis.Doctor.Rules;

/// <summary>Replicas should be close behind their primary, and as many as writes wait for.</summary>
internal static class ReplicationRules
{
    // What Redis itself takes for too much, by default: min-replicas-max-lag and repl-backlog-size.
    private const long SecondsBehind = 10;
    private const long BytesBehind = 1 << 20;

    internal static IEnumerable<DoctorFinding> Judge(ServerState state, int waitForReplicas)
    {
        if (state.Line("role") == "slave" && state.Line("master_link_status") != "up")
        {
            yield return new(DoctorSeverity.Warning, DoctorCodes.ReplicaLinkDown, state.Server, $"The replica has no link to its primary {state.Line("master_host")}:{state.Line("master_port")}: it falls behind, and a failover to it loses what it lacks.", "Look at the network between them, at masteruser and masterauth, and at the replica's log.");
        }

        if (state.Line("role") != "master") yield break;
        foreach (var replica in Replicas(state))
        {
            if (Lag(state, replica) is { } lag) yield return new(DoctorSeverity.Warning, DoctorCodes.ReplicaLagging, state.Server, $"The replica {replica.GetValueOrDefault("ip")}:{replica.GetValueOrDefault("port")} {lag}; a failover to it loses what it lacks.", "Look at the load of the replica and at the network between them.");
        }

        var connected = state.Number("connected_slaves");
        if (state.TakesWrites && connected < waitForReplicas)
        {
            yield return new(DoctorSeverity.Error, DoctorCodes.TooFewReplicas, state.Server, $"The primary has {connected} replicas and writes wait for {waitForReplicas} (WaitForReplicas): every write to it fails.", "Connect replicas, or lower WaitForReplicas.");
        }
    }

    /// <summary>The lines <c>slave0:ip=127.0.0.1,port=6380,state=online,offset=14,lag=0</c>.</summary>
    private static IEnumerable<Dictionary<string, string>> Replicas(ServerState state)
    {
        for (var number = 0; state.Line($"slave{number}") is { Length: > 0 } line; number++)
        {
            yield return line.Split(',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        }
    }

    private static string? Lag(ServerState state, Dictionary<string, string> replica)
    {
        if (replica.GetValueOrDefault("state") != "online") return "still copies its primary";
        var seconds = Number(replica, "lag");
        if (seconds > SecondsBehind) return $"has not been heard of for {seconds} seconds";
        var bytes = state.Number("master_repl_offset") - Number(replica, "offset");
        return bytes > BytesBehind ? $"is {bytes} bytes behind" : null;
    }

    private static long Number(Dictionary<string, string> replica, string name) =>
        long.TryParse(replica.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
