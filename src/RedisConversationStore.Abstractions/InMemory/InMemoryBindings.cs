namespace Conversations.InMemory;

internal sealed class InMemoryBindings(StoreState state) : IBindingStore
{
    public Task<ChannelBinding> AddAsync(ChannelBinding binding, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(binding);
        return state.Run(
            () =>
            {
                var room = state.NeedRoom(accepted.RoomId);
                return Put(room, accepted, room.Bindings.GetValueOrDefault(accepted.ChannelId));
            },
            cancellationToken);
    }

    public Task<ChannelBinding> UpdateAsync(ChannelBinding binding, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(binding);
        return state.Run(
            () => state.TryGetRoom(accepted.RoomId, out var room) && room.Bindings.TryGetValue(accepted.ChannelId, out var present)
                ? Put(room, accepted, present)
                : throw new RecordNotFoundException(RecordKinds.Binding, accepted.ChannelId),
            cancellationToken);
    }

    public Task<ChannelBinding?> GetAsync(string roomId, string channelId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(channelId);
        return state.Run(() => state.FindRoom(roomId)?.Bindings.GetValueOrDefault(channelId), cancellationToken);
    }

    public Task<bool> ExistsAsync(string roomId, string channelId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(channelId);
        return state.Run(() => state.TryGetRoom(roomId, out var room) && room.Bindings.ContainsKey(channelId), cancellationToken);
    }

    public Task<bool> RemoveAsync(string roomId, string channelId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(channelId);
        return state.Run(
            () =>
            {
                if (!state.TryGetRoom(roomId, out var room) || !room.Bindings.Remove(channelId, out var removed)) return false;
                state.RoomsByChannel.Remove(channelId, room);
                state.IndexParticipant(removed.ParticipantId, room);
                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<ChannelBinding>> ListAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        return state.Run<IReadOnlyList<ChannelBinding>>(() => state.FindRoom(roomId)?.ListBindings() ?? [], cancellationToken);
    }

    private ChannelBinding Put(RoomState room, ChannelBinding given, ChannelBinding? present)
    {
        var stored = given with { AttachedAt = present?.AttachedAt ?? given.AttachedAt };
        room.Bindings[stored.ChannelId] = stored;
        state.RoomsByChannel.Add(stored.ChannelId, room);
        state.IndexParticipant(present?.ParticipantId, room);
        state.IndexParticipant(stored.ParticipantId, room);
        return stored;
    }
}
