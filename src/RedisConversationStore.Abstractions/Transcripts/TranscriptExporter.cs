using System.Runtime.CompilerServices;
using Conversations.Serialization;

namespace Conversations;

/// <summary>Reads rooms out of a store as the records of a transcript.</summary>
/// <remarks>
/// <para>The order: the identities that the room's participants name (each once), the room, its bindings, participants, events in order of index (with their index), tasks, observations, read markers. An identity that no participant names is in no transcript: nothing leads to it.</para>
/// <para>Other writers are not held up, so an export of a store in use is no snapshot of one moment. What was deleted is gone: a room imported elsewhere counts the events it has, and its next index follows the highest of them.</para>
/// </remarks>
public static class TranscriptExporter
{
    private const int PageSize = 200;

    // How large events are shows only when they are read.
    private const int FirstPageSize = 16;
    private const long PageBytes = 4 * 1024 * 1024;

    /// <summary>One room and what is in it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    /// <returns>The records; none for an unknown room.</returns>
    public static IAsyncEnumerable<TranscriptRecord> ExportRoomAsync(IConversationStore store, string roomId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return RoomAsync(store, roomId, [], cancellationToken);
    }

    /// <summary>All rooms, in the order in which they were created, and what is in them.</summary>
    /// <remarks>A room that is there during the whole export is in it exactly once, whatever is created, changed or deleted meanwhile. No room is in it twice.</remarks>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    public static IAsyncEnumerable<TranscriptRecord> ExportAllAsync(IConversationStore store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return ExportAllAsync(store, PageSize, cancellationToken);
    }

    internal static async IAsyncEnumerable<TranscriptRecord> ExportAllAsync(IConversationStore store, int roomsPerPage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var identitiesSeen = new HashSet<string>(StringComparer.Ordinal);
        var roomsSeen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var room in store.Rooms.EnumerateAsync(pageSize: roomsPerPage, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            // A room that is deleted and created again during the export has two places in the order.
            if (!roomsSeen.Add(room.Id)) continue;
            await foreach (var record in RoomAsync(store, room.Id, identitiesSeen, cancellationToken).ConfigureAwait(false)) yield return record;
        }
    }

    /// <summary>As of one moment, unless the room is too large for that.</summary>
    private static async Task<RoomContext?> ContextAsync(IConversationStore store, string roomId, CancellationToken cancellationToken)
    {
        try
        {
            return await store.Rooms.LoadContextAsync(roomId, cancellationToken).ConfigureAwait(false);
        }
        catch (RoomTooLargeException)
        {
            if (await store.Rooms.GetAsync(roomId, cancellationToken).ConfigureAwait(false) is not { } room) return null;
            var bindings = await store.Bindings.ListAsync(roomId, cancellationToken).ConfigureAwait(false);
            var participants = await store.Participants.ListAsync(roomId, cancellationToken).ConfigureAwait(false);
            return new(room, [.. bindings], [.. participants]);
        }
    }

    /// <summary>The events, in pages of a bounded number of bytes: of large events fewer at a time.</summary>
    private static async IAsyncEnumerable<RoomEvent> EventsAsync(IEventStore events, string roomId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var limit = FirstPageSize;
        long after = -1;
        while (true)
        {
            var page = await events.ListAsync(roomId, EventPage.After(after, limit), filter: null, cancellationToken).ConfigureAwait(false);
            long bytes = 0;
            foreach (var roomEvent in page)
            {
                bytes += StoredEventSize.Of(roomEvent);
                yield return roomEvent;
            }

            if (page.Count < limit) yield break;
            after = page[^1].Index!.Value;
            limit = (int)Math.Clamp(PageBytes * page.Count / bytes, 1, Math.Min(PageSize, limit * 4));
        }
    }

    private static async IAsyncEnumerable<TranscriptRecord> RoomAsync(
        IConversationStore store, string roomId, HashSet<string> identitiesSeen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var context = await ContextAsync(store, roomId, cancellationToken).ConfigureAwait(false);
        if (context is null) yield break;

        foreach (var identityId in context.Participants.Select(participant => participant.IdentityId).OfType<string>())
        {
            if (!identitiesSeen.Add(identityId)) continue;
            var identity = await store.Identities.GetAsync(identityId, cancellationToken).ConfigureAwait(false);
            if (identity is not null) yield return new(identity);
        }

        yield return new(context.Room);
        foreach (var binding in context.Bindings) yield return new(binding);
        foreach (var participant in context.Participants) yield return new(participant);
        await foreach (var roomEvent in EventsAsync(store.Events, roomId, cancellationToken).ConfigureAwait(false))
        {
            yield return new(roomEvent);
        }

        foreach (var task in await store.Tasks.ListAsync(roomId, status: null, cancellationToken).ConfigureAwait(false)) yield return new(task);
        foreach (var observation in await store.Observations.ListAsync(roomId, cancellationToken).ConfigureAwait(false)) yield return new(observation);
        var markers = await store.ReadState.MarkersAsync(roomId, cancellationToken).ConfigureAwait(false);
        foreach (var (channelId, index) in markers.OrderBy(marker => marker.Key, StringComparer.Ordinal))
        {
            yield return new(new ReadMarker { RoomId = roomId, ChannelId = channelId, Index = index });
        }
    }
}
