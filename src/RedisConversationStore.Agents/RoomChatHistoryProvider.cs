using Conversations.AI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Conversations.Agents;

/// <summary>Chat history of agents on the timeline of a room: every replica that knows the room id goes on with the same conversation. A session keeps the room id and nothing else, so that it stays small however long the conversation is. One provider serves any number of sessions at once.</summary>
/// <remarks>A turn is stored when it has succeeded. It can be run again, by any replica, without a second effect, if the user's message has the <see cref="ChatMessage.MessageId"/> under which it arrives again; see <see cref="RoomChatHistory.AppendAsync"/>. A serialized session names a room: take none from an untrusted source.</remarks>
public sealed class RoomChatHistoryProvider : ChatHistoryProvider
{
    private readonly ProviderSessionState<RoomState> states;

    /// <summary>A provider on a store.</summary>
    /// <param name="store">The store; it stays the caller's.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public RoomChatHistoryProvider(IConversationStore store, RoomChatHistoryProviderOptions? options = null)
        : base(options?.ProvideOutputMessageFilter, NewRequests(options?.StoreInputRequestMessageFilter), options?.StoreInputResponseMessageFilter)
    {
        options = options is null ? new() : options with { };
        History = new(store, WithoutAttribution(options.History));
        states = new(session => new(options.RoomIdOf(Required(session))), options.StateKey, RoomStateJsonContext.Default.Options);
        StateKeys = [options.StateKey];
    }

    /// <summary>The history as the provider reads and writes it: for showing it, adding to it, or finding the response to a message that arrives again.</summary>
    public RoomChatHistory History { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateKeys { get; }

    /// <summary>The room of a session.</summary>
    /// <param name="session">The session; one without a room gets one by <see cref="RoomChatHistoryProviderOptions.RoomIdOf"/>.</param>
    public string GetRoomId(AgentSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return states.GetOrInitializeState(session).RoomId;
    }

    /// <summary>Sets the room of a session. The room need not exist.</summary>
    /// <param name="session">The session.</param>
    /// <param name="roomId">The room.</param>
    /// <exception cref="ArgumentException"><paramref name="roomId"/> is not a valid id.</exception>
    public void SetRoomId(AgentSession session, string roomId)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(roomId);
        if (!RecordRules.IsId(roomId)) throw new ArgumentException("The room id is not a valid id.", nameof(roomId));
        states.SaveState(session, new(roomId));
    }

    /// <inheritdoc/>
    protected override async ValueTask<IEnumerable<ChatMessage>> ProvideChatHistoryAsync(InvokingContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await History.LoadAsync(GetRoomId(Required(context.Session)), context.RequestMessages, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async ValueTask StoreChatHistoryAsync(InvokedContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        await History.AppendAsync(GetRoomId(Required(context.Session)), context.RequestMessages, context.ResponseMessages ?? [], cancellationToken).ConfigureAwait(false);
    }

    // A filter replaces the framework's rule that the history is not stored again; nobody who gives one means that.
    private static Func<IEnumerable<ChatMessage>, IEnumerable<ChatMessage>>? NewRequests(Func<IEnumerable<ChatMessage>, IEnumerable<ChatMessage>>? filter) => filter is null
        ? null
        : messages => filter(messages.Where(message => message.GetAgentRequestMessageSourceType() != AgentRequestMessageSourceType.ChatHistory));

    // The framework notes on a message where it came from in this one run.
    private static RoomChatHistoryOptions WithoutAttribution(RoomChatHistoryOptions history) => history with
    {
        Events = history.Events with
        {
            TransientProperties = new HashSet<string>(history.Events.TransientProperties) { AgentRequestMessageSourceAttribution.AdditionalPropertiesKey },
        },
    };

    private static AgentSession Required(AgentSession? session) =>
        session ?? throw new InvalidOperationException("An agent needs a session here: it says which room the conversation is in.");
}
