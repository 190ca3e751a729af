namespace Conversations.InMemory;

/// <summary>Rooms by some id, each set ordered by created_at, then room id.</summary>
internal sealed class RoomIndex
{
    private static readonly SortedSet<RoomState> Nothing = new(RoomState.Order);

    private readonly Dictionary<string, SortedSet<RoomState>> rooms = new(StringComparer.Ordinal);

    /// <summary>The rooms under an id, to be read only.</summary>
    internal SortedSet<RoomState> this[string id] => rooms.GetValueOrDefault(id, Nothing);

    internal void Add(string id, RoomState room)
    {
        if (!rooms.TryGetValue(id, out var set)) rooms.Add(id, set = new(RoomState.Order));
        set.Add(room);
    }

    internal void Remove(string id, RoomState room)
    {
        if (rooms.TryGetValue(id, out var set) && set.Remove(room) && set.Count == 0) rooms.Remove(id);
    }
}
