namespace Conversations.Faults.History;

/// <summary>What a driver calls.</summary>
public enum Operation
{
    CreateRoom,
    GetRoom,
    PatchMetadata,
    UpdateRoom,
    AdvanceDelivered,
    GetDelivered,
    Add,
    AddMany,
    Delete,
    Timeline,
    Claim,
    MarkRead,
    MarkAllRead,
    UnreadCount,
    Markers,

    /// <summary>Makes a record whose id is free.</summary>
    CreateRecord,

    /// <summary>Makes a record, or replaces the one that is there.</summary>
    PutRecord,

    /// <summary>Replaces a record that is there.</summary>
    UpdateRecord,
    RemoveRecord,
    GetRecord,

    /// <summary>Lists the records of a kind in a room.</summary>
    ListRecords,

    /// <summary>Finds the rooms that a channel is bound to.</summary>
    FindRooms,

    /// <summary>Walks over all rooms, or over those of an organization or a status.</summary>
    ListRooms,
}
