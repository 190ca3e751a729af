namespace Conversations.InMemory;

/// <summary>A room and everything under it.</summary>
internal sealed class RoomState(Room room)
{
    /// <summary>The order of rooms: created_at, then id. Neither ever changes.</summary>
    internal static IComparer<RoomState> Order { get; } = Comparer<RoomState>.Create(static (left, right) =>
        ByTimeThenId(left.Record.CreatedAt, left.Id, right.Record.CreatedAt, right.Id));

    internal string Id { get; } = room.Id;

    /// <summary>Tells this incarnation of the room from one deleted under the same id.</summary>
    internal string Epoch { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The room with its store-managed members.</summary>
    internal Room Record { get; set; } = room;

    internal bool IsClosed => Record.Status == RoomStatus.Closed || Record.Status == RoomStatus.Archived;

    internal Timeline Timeline { get; } = new();

    internal ClaimedKeys Keys { get; } = new();

    /// <summary>By channel id.</summary>
    internal Dictionary<string, ChannelBinding> Bindings { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Participant> Participants { get; } = new(StringComparer.Ordinal);

    /// <summary>Channel id → index of the last event read.</summary>
    internal Dictionary<string, long> Markers { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, ConversationTask> Tasks { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Observation> Observations { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a participant is in the room, by a record or by a binding.</summary>
    internal bool Involves(string participantId) =>
        Participants.ContainsKey(participantId) || Bindings.Values.Any(binding => binding.ParticipantId == participantId);

    internal List<ChannelBinding> ListBindings() =>
        Sorted(Bindings.Values, static (left, right) => ByTimeThenId(left.AttachedAt, left.ChannelId, right.AttachedAt, right.ChannelId));

    internal List<Participant> ListParticipants() =>
        Sorted(Participants.Values, static (left, right) => ByTimeThenId(left.JoinedAt, left.Id, right.JoinedAt, right.Id));

    internal List<ConversationTask> ListTasks(ConversationTaskStatus? status) =>
        Sorted(Tasks.Values.Where(task => status is null || task.Status == status), static (left, right) => ByTimeThenId(left.CreatedAt, left.Id, right.CreatedAt, right.Id));

    internal List<Observation> ListObservations() =>
        Sorted(Observations.Values, static (left, right) => ByTimeThenId(left.CreatedAt, left.Id, right.CreatedAt, right.Id));

    /// <summary>Moves a marker forward; never back, and never beyond the latest index.</summary>
    internal bool MoveMarker(string channelId, long index)
    {
        if (index > Record.LatestIndex || (Markers.TryGetValue(channelId, out var marker) && marker >= index)) return false;
        Markers[channelId] = index;
        return true;
    }

    internal long Unread(string channelId) => Timeline.CountAfter(Markers.GetValueOrDefault(channelId, -1));

    private static int ByTimeThenId(DateTimeOffset left, string leftId, DateTimeOffset right, string rightId)
    {
        var byTime = left.CompareTo(right);
        return byTime != 0 ? byTime : IdOrder.Instance.Compare(leftId, rightId);
    }

    private static List<T> Sorted<T>(IEnumerable<T> records, Comparison<T> order)
    {
        var sorted = records.ToList();
        sorted.Sort(order);
        return sorted;
    }
}
