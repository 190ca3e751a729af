using System.Globalization;
using Conversations.Redis.Connection;

namespace Conversations.Redis.Doctor;

/// <summary>What the doctor learned of one server; what is null the server did not tell.</summary>
/// <param name="Server">Its host and port.</param>
internal sealed record ServerState(string Server)
{
    /// <summary>Why nothing could be asked of it; null when it answers.</summary>
    internal string? Silence { get; init; }

    internal bool IsReplica { get; init; }

    /// <summary>The lines of INFO.</summary>
    internal IReadOnlyDictionary<string, string>? Info { get; init; }

    /// <summary>Settings by CONFIG GET.</summary>
    internal IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>The cluster as this node sees it.</summary>
    internal ClusterView? Cluster { get; init; }

    /// <summary>How far its clock is ahead of this process's.</summary>
    internal TimeSpan? ClockOffset { get; init; }

    /// <summary>How long the fastest of several commands took.</summary>
    internal TimeSpan? Latency { get; init; }

    /// <summary>The commands it refuses the user.</summary>
    internal IReadOnlyList<string> RefusedCommands { get; init; } = [];

    /// <summary>Whether it refuses the user the keys of the prefix.</summary>
    internal bool RefusesKeys { get; init; }

    /// <summary>Whether writes go to it: a primary, and on a cluster one that has slots.</summary>
    internal bool TakesWrites => !IsReplica && (Cluster?.Members.FirstOrDefault(member => member.IsMyself) is not { } itself || itself.Slots.Count > 0);

    /// <summary>A line of INFO; empty when it is not there.</summary>
    internal string Line(string name) => Info?.GetValueOrDefault(name) ?? "";

    /// <summary>A line of INFO that is a number; 0 when it is not there.</summary>
    internal long Number(string name) => long.TryParse(Line(name), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
