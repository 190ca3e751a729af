using Conversations.AI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Conversations.Agents;

/// <summary>How a <see cref="RoomChatHistoryProvider"/> works.</summary>
public sealed record RoomChatHistoryProviderOptions
{
    /// <summary>The defaults.</summary>
    public static RoomChatHistoryProviderOptions Default { get; } = new();

    /// <summary>How much of the timeline an agent is given, and how messages are stored.</summary>
    public RoomChatHistoryOptions History { get; init; } = RoomChatHistoryOptions.Default;

    /// <summary>The room of a session that was given none by <see cref="RoomChatHistoryProvider.SetRoomId"/>. Default: a new random id.</summary>
    public Func<AgentSession, string> RoomIdOf { get; init; } = _ => Guid.NewGuid().ToString("N");

    /// <summary>The key of the room id in the state of a session. Default: <c>RoomChatHistoryProvider</c>. Several providers on one session need different ones.</summary>
    public string StateKey { get; init; } = nameof(RoomChatHistoryProvider);

    /// <summary>Changes or leaves out messages of the history before the agent gets them; null for none.</summary>
    public Func<IEnumerable<ChatMessage>, IEnumerable<ChatMessage>>? ProvideOutputMessageFilter { get; init; }

    /// <summary>Changes or leaves out what was asked before it is stored, such as large files; null for none. What came from the history is not stored again, and not given to the filter.</summary>
    public Func<IEnumerable<ChatMessage>, IEnumerable<ChatMessage>>? StoreInputRequestMessageFilter { get; init; }

    /// <summary>Changes or leaves out what was answered before it is stored; null for none.</summary>
    public Func<IEnumerable<ChatMessage>, IEnumerable<ChatMessage>>? StoreInputResponseMessageFilter { get; init; }
}
