namespace Conversations.Redis.Doctor.Rules;

/// <summary>A cluster should serve all slots, and its nodes should reach each other.</summary>
internal static class ClusterRules
{
    /// <summary>Judges what all nodes see, each finding once.</summary>
    internal static IEnumerable<DoctorFinding> Judge(IReadOnlyList<ServerState> states)
    {
        var nodes = states.Where(state => state.Cluster is not null).ToList();
        if (nodes.Count == 0) yield break;

        // Nodes may differ while news travels; the worst is told.
        var worst = nodes.MaxBy(node => node.Cluster!.UncoveredSlots)!;
        if (worst.Cluster!.UncoveredSlots is > 0 and var uncovered)
        {
            yield return new(DoctorSeverity.Error, DoctorCodes.SlotsNotCovered, worst.Server, $"Nobody serves {uncovered} of the cluster's 16384 slots: rooms in them cannot be reached, or none at all (cluster-require-full-coverage).", "Bring the primary back, promote a replica of it, or assign the slots (redis-cli --cluster fix).");
        }

        var seen = nodes.SelectMany(node => node.Cluster!.Members).ToLookup(member => member.Server, StringComparer.Ordinal);
        foreach (var member in seen)
        {
            if (member.Any(view => view.HasFailed)) yield return Failing(member.Key, "The cluster has agreed that the node has failed.");
            else if (member.Any(view => view.IsSuspected)) yield return Failing(member.Key, "Other nodes of the cluster do not reach the node.");
        }
    }

    private static DoctorFinding Failing(string server, string message) =>
        new(DoctorSeverity.Warning, DoctorCodes.NodeFailing, server, message, "Look at the node, its log, and its cluster bus port; a node that is gone for good is removed with CLUSTER FORGET.");
}
