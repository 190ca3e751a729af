using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Records;

/// <summary>What an answer, or the final state, shows of a record.</summary>
/// <param name="Call">The call that was answered; null in the final state.</param>
/// <param name="IsThere">Whether the record is there.</param>
/// <param name="Value">Its value, if that is shown too.</param>
/// <param name="RoomId">The room it is in, if that is shown too.</param>
internal readonly record struct RecordSighting(RecordedCall? Call, bool IsThere, string? Value = null, string? RoomId = null)
{
    public long StartedAt => Call?.StartedAt ?? long.MaxValue;

    public long EndedAt => Call?.EndedAt ?? long.MaxValue;

    /// <summary>Whether a write can have made what is shown. The call itself is none that found it.</summary>
    public bool CanBeOf(RecordWrite write) =>
        write.Call != Call
        && write.Call.StartedAt < EndedAt
        && IsThere == write.Value is not null
        && (Value is null || Value == write.Value)
        && (RoomId is null || RoomId == write.RoomId);

    public override string ToString() => $"{(Call is null ? "in the end it" : $"by {Call} it")} is {(IsThere ? Value ?? "there" : "not there")}";
}
