using Conversations.Faults.Checking.Records;
using Conversations.Faults.Driving;
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
        var listed = new List<(RoomCriteria Criteria, string RoomId)>();
        foreach (var criteria in SentRooms.AllCriteria)
        {
            listed.AddRange((await RoomLists.ReadAsync(store, criteria, PageSize, cancellationToken)).Select(roomId => (criteria, roomId)));
        }

        var lists = listed.ToLookup(one => one.RoomId, one => one.Criteria);
        var rooms = new Dictionary<string, FinalRoom>();
        foreach (var id in lists.Select(ofRoom => ofRoom.Key).Union(calls.ByRoom.Select(group => group.Key)))
        {
            if (await store.Rooms.GetAsync(id, cancellationToken) is not { } room) continue;
            var read = await new FinalRoomReader(store, room, cancellationToken).ReadAsync(calls.ByRoom[id]);
            rooms.Add(id, read with { Listed = lists[id].CountBy(criteria => criteria).ToDictionary() });
        }

        return new(rooms) { Records = await new FinalRecordReader(store, cancellationToken).ReadAsync(calls.OfRecords, rooms.Keys) };
    }
}
