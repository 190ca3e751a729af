using System.Globalization;

namespace Conversations.Redis.Connection;

/// <summary>A cluster as one of its nodes sees it: CLUSTER NODES taken apart.</summary>
internal sealed record ClusterView(IReadOnlyList<ClusterMember> Members)
{
    private const int Slots = 16384;

    /// <summary>How many slots no primary serves, or one that the cluster has given up.</summary>
    internal int UncoveredSlots
    {
        get
        {
            var isCovered = new bool[Slots];
            foreach (var member in Members)
            {
                if (!member.IsPrimary || member.HasFailed) continue;
                foreach (var (from, to) in member.Slots) isCovered.AsSpan(from, to - from + 1).Fill(true);
            }

            return isCovered.Count(covered => !covered);
        }
    }

    internal static ClusterView Parse(string nodes)
    {
        var members = new List<ClusterMember>();
        foreach (var line in nodes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // Eight fields, then the slots it owns and, in brackets, those that are being moved.
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 8) continue;
            var slots = fields[8..].Where(IsServed).Select(Range);
            members.Add(new(fields[1].Split('@')[0], fields[2].Split(','), [.. slots], MovesSlots: !fields[8..].All(IsServed)));
        }

        return new(members);
    }

    private static bool IsServed(string slots) => !slots.StartsWith('[');

    private static (int From, int To) Range(string slots)
    {
        var ends = slots.Split('-');
        return (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[^1], CultureInfo.InvariantCulture));
    }
}

/// <summary>A node of a cluster.</summary>
/// <param name="Server">Its host and port.</param>
/// <param name="Flags">What it is, and what the others think of it.</param>
/// <param name="Slots">The slots it serves, ends included.</param>
/// <param name="MovesSlots">Whether slots are being moved to it or from it.</param>
internal sealed record ClusterMember(string Server, string[] Flags, IReadOnlyList<(int From, int To)> Slots, bool MovesSlots)
{
    internal bool IsPrimary => Flags.Contains("master");

    internal bool IsMyself => Flags.Contains("myself");

    /// <summary>The cluster has agreed that it is gone.</summary>
    internal bool HasFailed => Flags.Contains("fail");

    /// <summary>The node that was asked does not reach it.</summary>
    internal bool IsSuspected => Flags.Contains("fail?");
}
