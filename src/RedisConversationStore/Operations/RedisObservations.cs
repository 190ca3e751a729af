using Conversations.Redis.Connection;

namespace Conversations.Redis.Operations;

/// <summary>Observations: a hash per room.</summary>
internal sealed class RedisObservations(RedisGateway redis, KeySpace keySpace) : IObservationStore
{
    private readonly RoomRecords<Observation> records = new(redis, RecordKinds.Observation, static keys => keys.Observations);

    public async Task<Observation> AddAsync(Observation observation, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(observation);
        cancellationToken.ThrowIfCancellationRequested();
        await records.AddAsync(keySpace.Room(accepted.RoomId), accepted.RoomId, accepted.Id, accepted, cancellationToken).ConfigureAwait(false);
        return accepted;
    }

    public Task<Observation?> GetAsync(string roomId, string observationId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(observationId);
        cancellationToken.ThrowIfCancellationRequested();
        return records.GetAsync(keySpace.Room(roomId), observationId, cancellationToken);
    }

    public Task<Observation> UpdateAsync(Observation observation, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(observation);
        cancellationToken.ThrowIfCancellationRequested();
        return records.UpdateAsync(keySpace.Room(accepted.RoomId), accepted.Id, present => accepted with { CreatedAt = present.CreatedAt }, cancellationToken);
    }

    public async Task<IReadOnlyList<Observation>> ListAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        cancellationToken.ThrowIfCancellationRequested();
        var list = await records.ListAsync(keySpace.Room(roomId), cancellationToken).ConfigureAwait(false);
        list.Sort(static (left, right) =>
        {
            var order = left.CreatedAt.CompareTo(right.CreatedAt);
            return order != 0 ? order : IdOrder.Instance.Compare(left.Id, right.Id);
        });
        return list;
    }
}
