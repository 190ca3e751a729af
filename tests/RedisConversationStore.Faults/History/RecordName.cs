using System.Text.Json.Serialization;

namespace Conversations.Faults.History;

/// <summary>Which record of the store is meant, among those that are neither a room nor an event.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="RoomId">The room within which the id is unique; null when it is unique in the store.</param>
/// <param name="Id">Its id.</param>
public sealed record RecordName(RecordKind Kind, string? RoomId, string Id)
{
    /// <summary>Whether it is in a room at all.</summary>
    [JsonIgnore]
    public bool IsInRoom => Kind is not (RecordKind.Identity or RecordKind.Address);

    /// <summary>The name of what a call to a room means.</summary>
    public static RecordName Of(RecordKind kind, string roomId, string id) => new(kind, kind is RecordKind.Task or RecordKind.Identity or RecordKind.Address ? null : roomId, id);

    public static RecordName Binding(string roomId, string channelId) => new(RecordKind.Binding, roomId, channelId);

    public static RecordName Identity(string id) => new(RecordKind.Identity, null, id);

    public static RecordName Address(string address) => new(RecordKind.Address, null, address);

    public override string ToString() => RoomId is null ? $"{Kind} {Id}" : $"{Kind} {Id} of {RoomId}";
}

/// <summary>The kinds of records. Each holds a value: that of the write that made it what it is.</summary>
public enum RecordKind
{
    Binding,
    Participant,
    Task,
    Observation,
    Identity,

    /// <summary>Whom an address belongs to; its value is the id of the identity.</summary>
    Address,
}
