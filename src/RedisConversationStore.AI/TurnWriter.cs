using Microsoft.Extensions.AI;

namespace Conversations.AI;

/// <summary>Stores turns, each once.</summary>
internal sealed class TurnWriter(IConversationStore store, ChatEventConverter converter, Func<string, Room>? newRoom)
{
    internal async Task<bool> AppendAsync(string roomId, IReadOnlyList<ChatMessage> requests, IReadOnlyList<ChatMessage> responses, CancellationToken cancellationToken)
    {
        ChatMessage[] messages = [.. requests, .. responses];
        if (messages.Length == 0) return true;
        foreach (var message in messages) message.MessageId ??= Guid.NewGuid().ToString("N");

        var turn = new Turn(converter.ToEvents(roomId, messages), requests);
        turn.MakeIdsDistinct(await Task.WhenAll(turn.Numbered.Select(roomEvent => store.Events.GetAsync(roomId, roomEvent.Id, cancellationToken))).ConfigureAwait(false));
        if (await IsAnsweredOtherwiseAsync(turn, cancellationToken).ConfigureAwait(false))
        {
            if (requests.Count > 0) await AddAsync(roomId, [.. turn.Events.Take(requests.Count)], cancellationToken).ConfigureAwait(false);
            return false;
        }

        var results = await AddAsync(roomId, turn.Events, cancellationToken).ConfigureAwait(false);
        if (turn.FirstResponse is not { } first || results[requests.Count].Event.Id == first.Id) return true;

        // Another replica answered the same request between the look and the write: its response stays, whole and alone.
        foreach (var surplus in results.Skip(requests.Count).Where(result => !result.IsDuplicate))
        {
            await store.Events.DeleteAsync(roomId, surplus.Event.Id, cascade: false, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    private async Task<bool> IsAnsweredOtherwiseAsync(Turn turn, CancellationToken cancellationToken) =>
        turn.FirstResponse is { IdempotencyKey: { } key } first
        && await store.Idempotency.GetEventAsync(first.RoomId, key, cancellationToken).ConfigureAwait(false) is { } kept
        && kept.Id != first.Id;

    private async Task<IReadOnlyList<AddEventResult>> AddAsync(string roomId, IReadOnlyList<RoomEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            return await AddChunksAsync(roomId, events, cancellationToken).ConfigureAwait(false);
        }
        catch (RecordNotFoundException) when (newRoom is not null)
        {
            try
            {
                await store.Rooms.CreateAsync(newRoom(roomId), cancellationToken).ConfigureAwait(false);
            }
            catch (RecordAlreadyExistsException)
            {
                // Another replica made it, or an attempt of this one.
            }

            return await AddChunksAsync(roomId, events, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<AddEventResult>> AddChunksAsync(string roomId, IReadOnlyList<RoomEvent> events, CancellationToken cancellationToken)
    {
        var results = new List<AddEventResult>(events.Count);
        foreach (var chunk in EventBatches.Split(events))
        {
            results.AddRange(await store.Events.AddManyAsync(roomId, chunk, cancellationToken: cancellationToken).ConfigureAwait(false));
        }

        return results;
    }
}
