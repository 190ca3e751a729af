using Microsoft.Extensions.AI;

namespace Conversations.AI;

/// <summary>How much of a room's timeline a model is given, and how messages are stored.</summary>
/// <remarks>A history takes a copy when it is made: what is set afterwards changes nothing.</remarks>
public sealed record RoomChatHistoryOptions
{
    /// <summary>How many of the newest events are read at most; 1 to 1000. Default: 50. Events of other kinds (typing, receipts, joins) do not count, edits and deletions do.</summary>
    public int MaxMessages { get; set; } = 50;

    /// <summary>How many tokens the history has at most, by <see cref="CountTokens"/>; 0 or more. The newest messages are kept, and no more is read than needed. Null for no limit but <see cref="MaxMessages"/>. Default: null.</summary>
    public int? MaxTokens { get; set; }

    /// <summary>How many tokens a message costs. Default: an estimate of a token for four characters, and 1000 for a file or picture.</summary>
    public Func<ChatMessage, int> CountTokens { get; set; } = TokenEstimate.Of;

    /// <summary>Whether a model is given an event. Default: what is visible to all, to the intelligence or internally, and was not blocked.</summary>
    public Func<RoomEvent, bool> Includes { get; set; } = IsForModels;

    /// <summary>Makes the room when messages are to be stored in one that does not exist. Null when the application makes its rooms: then storing fails with <see cref="RecordNotFoundException"/>. Default: a room with nothing but the id.</summary>
    public Func<string, Room>? NewRoom { get; set; } = roomId => new Room { Id = roomId };

    /// <summary>How messages and events become one another.</summary>
    public ChatEventOptions Events { get; set; } = new();

    private static bool IsForModels(RoomEvent roomEvent) =>
        roomEvent.Visibility is RoomEvent.VisibleToAll or "intelligence" or "internal" && roomEvent.Status != EventStatus.Blocked;
}
