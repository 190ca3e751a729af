using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>A record as the store answers it.</summary>
/// <param name="Name">Which one it is.</param>
/// <param name="RoomId">The room it is in; null when it is in none.</param>
/// <param name="Value">What it holds.</param>
public sealed record StoredRecord(RecordName Name, string? RoomId, string Value)
{
    /// <summary>The addresses that an identity lists.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
}
