using Microsoft.Extensions.AI;

namespace Conversations.AI;

/// <summary>A room's timeline as the chat history of a model: the tail is loaded before a call, and a turn is stored after it. Safe for use by many callers at once.</summary>
public sealed class RoomChatHistory
{
    private const int ResponsePageSize = 100;

    private readonly IConversationStore store;
    private readonly HistoryTail tail;
    private readonly TurnWriter writer;
    private readonly ChatEventConverter converter;

    /// <summary>The history of the rooms of a store.</summary>
    /// <param name="store">The store; it stays the caller's.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public RoomChatHistory(IConversationStore store, RoomChatHistoryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        options = options is null ? new() : options with { };
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxMessages, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxMessages, EventLimits.MaxPageLimit);
        if (options.MaxTokens is { } tokens) ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        this.store = store;
        converter = new(options.Events);
        tail = new(store.Events, converter, options);
        writer = new(store, converter, options.NewRoom);
    }

    /// <summary>The newest messages of a room, oldest first, within the limits of the options. Calls of tools come with their results or not at all; edits and deletions are applied. One round trip for up to 50 messages, whatever the room's length.</summary>
    /// <param name="roomId">The room; an unknown one has no history.</param>
    /// <param name="requests">What the model is going to be asked. What of it is in the room already is left out, with what was answered to it, so that a turn that is tried again begins where it began the first time.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<IReadOnlyList<ChatMessage>> LoadAsync(string roomId, IEnumerable<ChatMessage>? requests = null, CancellationToken cancellationToken = default) =>
        tail.LoadAsync(roomId, [.. requests ?? []], cancellationToken);

    /// <summary>Stores a turn: what was asked and what was answered, in one atomic step for up to 500 messages. It can be stored again, by any replica, without a second effect: a message is stored once by its id, and the request that was answered (the last message of a user) gets one response, even if the model was asked again and said something else.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="requests">What was asked. A message without an id gets one, in place; give messages of users the id under which they would arrive again, such as a provider's message id.</param>
    /// <param name="responses">What was answered, with calls of tools and their results. A message without an id gets one, in place.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False if the request had a response already, which then stays as it is (<see cref="FindResponseAsync"/>). How long that is known is the store's time to live of idempotency keys.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room, and the options make none.</exception>
    public Task<bool> AppendAsync(string roomId, IEnumerable<ChatMessage> requests, IEnumerable<ChatMessage> responses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(responses);
        return writer.AppendAsync(roomId, [.. requests], [.. responses], cancellationToken);
    }

    /// <summary>The stored response to a message, so that a message that arrives again need not be answered again. Two round trips.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="messageId">The id of the message that was answered.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The messages of the response, in order, the first 100 of them; none when there is no response.</returns>
    public async Task<IReadOnlyList<ChatMessage>> FindResponseAsync(string roomId, string messageId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageId);
        if (await store.Idempotency.GetEventAsync(roomId, Turn.ResponseKey(messageId), cancellationToken).ConfigureAwait(false) is not { Index: { } first }) return [];
        var after = await store.Events.TimelineAsync(roomId, ResponsePageSize, first - 1, cancellationToken).ConfigureAwait(false);
        return [.. after.TakeWhile(roomEvent => roomEvent.CorrelationId == messageId).Select(converter.ToMessage)];
    }
}
