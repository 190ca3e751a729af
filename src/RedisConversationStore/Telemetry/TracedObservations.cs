using static Conversations.Redis.ConversationStoreTelemetry.Operations;

namespace Conversations.Redis.Telemetry;

/// <summary>Traces and measures the operations of <see cref="IObservationStore"/>.</summary>
internal sealed class TracedObservations(IObservationStore inner, StoreTelemetry telemetry) : IObservationStore
{
    public Task<Observation> AddAsync(Observation observation, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ObservationsAdd, (inner, observation, cancellationToken), static it => it.inner.AddAsync(it.observation, it.cancellationToken), observation?.RoomId);

    public Task<Observation?> GetAsync(string roomId, string observationId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ObservationsGet, (inner, roomId, observationId, cancellationToken), static it => it.inner.GetAsync(it.roomId, it.observationId, it.cancellationToken), roomId);

    public Task<Observation> UpdateAsync(Observation observation, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ObservationsUpdate, (inner, observation, cancellationToken), static it => it.inner.UpdateAsync(it.observation, it.cancellationToken), observation?.RoomId);

    public Task<IReadOnlyList<Observation>> ListAsync(string roomId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ObservationsList, (inner, roomId, cancellationToken), static it => it.inner.ListAsync(it.roomId, it.cancellationToken), roomId);
}
