using Conversations.Faults.History;

namespace Conversations.Faults.Checking;

/// <summary>Reads what a store holds once all drivers have ended.</summary>
/// <param name="store">The store.</param>
/// <param name="cancellationToken">Stops reading.</param>
internal sealed class FinalStateReader(IConversationStore store, CancellationToken cancellationToken)
{
    private const int PageSize = 1000;

    /// <summary>Reads all rooms that there are, and those that were called for.</summary>
    /// <param name="calls">The calls of all drivers, by room.</param>
    public async Task<FinalState> ReadAsync(ILookup<string, RecordedCall> calls)
    {
        var listed = new List<Room>();
        while (true)
        {
            var page = await store.Rooms.ListAsync(listed.Count, PageSize, cancellationToken);
            listed.AddRange(page);
            if (page.Count < PageSize) break;
        }

        var rooms = new Dictionary<string, FinalRoom>();
        foreach (var id in listed.Select(room => room.Id).Union(calls.Select(group => group.Key)))
        {
            if (await store.Rooms.GetAsync(id, cancellationToken) is { } room) rooms.Add(id, await new FinalRoomReader(store, room, cancellationToken).ReadAsync(calls[id]));
        }

        return new(rooms);
    }
}
