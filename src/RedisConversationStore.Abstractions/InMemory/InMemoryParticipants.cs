namespace Conversations.InMemory;

internal sealed class InMemoryParticipants(StoreState state) : IParticipantStore
{
    public Task<Participant> AddAsync(Participant participant, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(participant);
        return state.Run(
            () =>
            {
                var room = state.NeedRoom(accepted.RoomId);
                var added = room.Participants.TryGetValue(accepted.Id, out var present) ? RecordRules.Merge(accepted, present) : accepted;
                room.Participants[added.Id] = added;
                state.IndexParticipant(added.Id, room);
                return added;
            },
            cancellationToken);
    }

    public Task<Participant> UpdateAsync(Participant participant, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(participant);
        return state.Run(
            () => state.TryGetRoom(accepted.RoomId, out var room) && room.Participants.TryGetValue(accepted.Id, out var present)
                ? room.Participants[accepted.Id] = accepted with { JoinedAt = present.JoinedAt }
                : throw new RecordNotFoundException(RecordKinds.Participant, accepted.Id),
            cancellationToken);
    }

    public Task<Participant?> GetAsync(string roomId, string participantId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(participantId);
        return state.Run(() => state.FindRoom(roomId)?.Participants.GetValueOrDefault(participantId), cancellationToken);
    }

    public Task<bool> RemoveAsync(string roomId, string participantId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(participantId);
        return state.Run(
            () =>
            {
                if (!state.TryGetRoom(roomId, out var room) || !room.Participants.Remove(participantId)) return false;
                state.IndexParticipant(participantId, room);
                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<Participant>> ListAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        return state.Run<IReadOnlyList<Participant>>(() => state.FindRoom(roomId)?.ListParticipants() ?? [], cancellationToken);
    }
}
