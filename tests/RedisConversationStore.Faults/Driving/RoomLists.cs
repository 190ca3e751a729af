using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>Walks over the rooms of a store.</summary>
internal static class RoomLists
{
    /// <summary>The ids of the rooms that meet criteria, in the order of the walk.</summary>
    internal static async Task<IReadOnlyList<string>> ReadAsync(IConversationStore store, RoomCriteria criteria, int pageSize, CancellationToken cancellationToken)
    {
        var query = new RoomQuery { OrganizationId = criteria.OrganizationId, Status = criteria.Status is { } status ? new RoomStatus(status) : null };
        var ids = new List<string>();
        await foreach (var room in store.Rooms.EnumerateAsync(query, pageSize: pageSize, cancellationToken: cancellationToken)) ids.Add(room.Id);
        return ids;
    }
}
