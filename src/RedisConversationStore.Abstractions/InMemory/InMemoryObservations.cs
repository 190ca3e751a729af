namespace Conversations.InMemory;

internal sealed class InMemoryObservations(StoreState state) : IObservationStore
{
    public Task<Observation> AddAsync(Observation observation, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(observation);
        return state.Run(
            () => state.NeedRoom(accepted.RoomId).Observations.TryAdd(accepted.Id, accepted)
                ? accepted
                : throw new RecordAlreadyExistsException(RecordKinds.Observation, accepted.Id),
            cancellationToken);
    }

    public Task<Observation?> GetAsync(string roomId, string observationId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(observationId);
        return state.Run(() => state.FindRoom(roomId)?.Observations.GetValueOrDefault(observationId), cancellationToken);
    }

    public Task<Observation> UpdateAsync(Observation observation, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(observation);
        return state.Run(
            () => state.TryGetRoom(accepted.RoomId, out var room) && room.Observations.TryGetValue(accepted.Id, out var present)
                ? room.Observations[accepted.Id] = accepted with { CreatedAt = present.CreatedAt }
                : throw new RecordNotFoundException(RecordKinds.Observation, accepted.Id),
            cancellationToken);
    }

    public Task<IReadOnlyList<Observation>> ListAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        return state.Run<IReadOnlyList<Observation>>(() => state.FindRoom(roomId)?.ListObservations() ?? [], cancellationToken);
    }
}
