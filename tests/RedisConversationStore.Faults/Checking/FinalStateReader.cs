using Conversations.Faults.Checking.Records;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking;

/// <summary>Reads what a store holds once all drivers have ended.</summary>
/// <param name="store">The store.</param>
/// <param name="cancellationToken">Stops reading.</param>
internal sealed class FinalStateReader(IConversationStore store, CancellationToken cancellationToken)
{
    private const int PageSize = 1000;

    /// <summary>Reads all rooms and records that there are, and those that were called for.</summary>
    /// <param name="calls">The calls of all drivers.</param>
    public async Task<FinalState> ReadAsync(Calls calls)
    {
        var listed = new List<Room>();
        await foreach (var room in store.Rooms.EnumerateAsync(pageSize: PageSize, cancellationToken: cancellationToken)) listed.Add(room);

        var rooms = new Dictionary<string, FinalRoom>();
        foreach (var id in listed.Select(room => room.Id).Union(calls.ByRoom.Select(group => group.Key)))
        {
            if (await store.Rooms.GetAsync(id, cancellationToken) is { } room) rooms.Add(id, await new FinalRoomReader(store, room, cancellationToken).ReadAsync(calls.ByRoom[id]));
        }

        return new(rooms) { Records = await new FinalRecordReader(store, cancellationToken).ReadAsync(calls.OfRecords, rooms.Keys) };
    }
}
