using System.Diagnostics.CodeAnalysis;

namespace Conversations.InMemory;

/// <summary>Everything the store holds, behind one lock. What one step does under the lock, no observer sees a part of.</summary>
internal sealed class StoreState(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, RoomState> roomsById = new(StringComparer.Ordinal);
    private readonly SortedSet<RoomState> rooms = new(RoomState.Order);
    private bool closed;

    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>All rooms by created_at, then id.</summary>
    internal IEnumerable<RoomState> Rooms => rooms;

    /// <summary>The rooms after a position by created_at, then id; all without one.</summary>
    internal IEnumerable<RoomState> RoomsAfter(RoomPosition? position)
    {
        if (position is not { } after) return rooms;
        var bound = new RoomState(new Room { Id = after.RoomId, CreatedAt = after.CreatedAt });
        return rooms.Max is { } last && RoomState.Order.Compare(bound, last) < 0
            ? rooms.GetViewBetween(bound, last).SkipWhile(room => RoomState.Order.Compare(room, bound) == 0)
            : [];
    }

    /// <summary>The rooms with a binding for a channel.</summary>
    internal RoomIndex RoomsByChannel { get; } = new();

    /// <summary>The rooms with a participant, by a record or by a binding.</summary>
    internal RoomIndex RoomsByParticipant { get; } = new();

    /// <summary>Event id → the room it was written to last.</summary>
    internal Dictionary<string, RoomState> RoomByEvent { get; } = new(StringComparer.Ordinal);

    /// <summary>Task id → its room.</summary>
    internal Dictionary<string, RoomState> RoomByTask { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Identity> Identities { get; } = new(StringComparer.Ordinal);

    /// <summary>Address → the id of the identity that has it.</summary>
    internal Dictionary<AddressKey, string> IdentityByAddress { get; } = [];

    /// <summary>Runs one operation as one step. Arguments were checked before; whatever else goes wrong is the task's.</summary>
    internal Task<T> Run<T>(Func<T> operation, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        try
        {
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(closed, typeof(InMemoryConversationStore));
                return Task.FromResult(operation());
            }
        }
        catch (Exception failure) when (failure is ConversationStoreException or ObjectDisposedException)
        {
            return Task.FromException<T>(failure);
        }
    }

    internal void Close()
    {
        lock (gate) closed = true;
    }

    internal bool TryGetRoom(string roomId, [NotNullWhen(true)] out RoomState? room) => roomsById.TryGetValue(roomId, out room);

    internal RoomState? FindRoom(string roomId) => roomsById.GetValueOrDefault(roomId);

    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    internal RoomState NeedRoom(string roomId) => FindRoom(roomId) ?? throw new RecordNotFoundException(RecordKinds.Room, roomId);

    internal bool TryAddRoom(RoomState room)
    {
        if (!roomsById.TryAdd(room.Id, room)) return false;
        rooms.Add(room);
        return true;
    }

    /// <summary>Removes a room and every trace of it; what it holds itself goes with it.</summary>
    internal bool RemoveRoom(string roomId)
    {
        if (!roomsById.Remove(roomId, out var room)) return false;
        rooms.Remove(room);
        foreach (var binding in room.Bindings.Values)
        {
            RoomsByChannel.Remove(binding.ChannelId, room);
            if (binding.ParticipantId is { } participantId) RoomsByParticipant.Remove(participantId, room);
        }

        foreach (var participantId in room.Participants.Keys) RoomsByParticipant.Remove(participantId, room);
        foreach (var eventId in room.Timeline.Ids) ForgetEvent(eventId, room);
        foreach (var taskId in room.Tasks.Keys) RoomByTask.Remove(taskId);
        return true;
    }

    /// <summary>Brings the participant index in line with the room, after the participant or a binding of theirs changed.</summary>
    internal void IndexParticipant(string? participantId, RoomState room)
    {
        if (participantId is null) return;
        if (room.Involves(participantId)) RoomsByParticipant.Add(participantId, room);
        else RoomsByParticipant.Remove(participantId, room);
    }

    /// <summary>An event that is added again is found by its id alone again, where no other room's is: a store over several servers cannot tell the retry of a write that was cut off from any other.</summary>
    internal void RecallEvent(string eventId, RoomState room)
    {
        if (room.Timeline.Find(eventId) is not null) RoomByEvent.TryAdd(eventId, room);
    }

    /// <summary>An event id that was used in another room since still leads there.</summary>
    internal void ForgetEvent(string eventId, RoomState room)
    {
        if (RoomByEvent.TryGetValue(eventId, out var last) && last == room) RoomByEvent.Remove(eventId);
    }
}

/// <summary>An address within an organisation; null is the unscoped space.</summary>
internal readonly record struct AddressKey(string? OrganizationId, ChannelType ChannelType, string Address);
