using Conversations.AI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Conversations.Agents;

/// <summary>How a <see cref="RoomChatHistoryProvider"/> works.</summary>
/// <remarks>A provider takes a copy when it is made: what is set afterwards changes nothing.</remarks>
public sealed record RoomChatHistoryProviderOptions
{
    /// <summary>How much of the timeline an agent is given, and how messages are stored.</summary>
    public RoomChatHistoryOptions History { get; set; } = new();

    /// <summary>The room of a session that was given none by <see cref="RoomChatHistoryProvider.SetRoomId"/>. Default: a new random id.</summary>
    public Func<AgentSession, string> RoomIdOf { get; set; } = _ => Guid.NewGuid().ToString("N");

    /// <summary>The key of the room id in the state of a session. Default: <c>RoomChatHistoryProvider</c>. Several providers on one session need different ones.</summary>
    public string StateKey { get; set; } = nameof(RoomChatHistoryProvider);

    /// <summary>Changes or leaves out messages of the history before the agent gets them; null for none.</summary>
    public Func<IEnumerable<ChatMessage>, IEnumerable<ChatMessage>>? ProvideOutputMessageFilter { get; set; }

    /// <summary>Changes or leaves out what was asked before it is stored, such as large files; null for none. What came from the history is not stored again, and not given to the filter.</summary>
    public Func<IEnumerable<ChatMessage>, IEnumerable<ChatMessage>>? StoreInputRequestMessageFilter { get; set; }

    /// <summary>Changes or leaves out what was answered before it is stored; null for none.</summary>
    public Func<IEnumerable<ChatMessage>, IEnumerable<ChatMessage>>? StoreInputResponseMessageFilter { get; set; }
}
