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
}
