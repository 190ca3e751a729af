using static Conversations.Redis.ConversationStoreTelemetry.Operations;

namespace Conversations.Redis.Telemetry;

/// <summary>Traces and measures the operations of <see cref="IParticipantStore"/>.</summary>
internal sealed class TracedParticipants(IParticipantStore inner, StoreTelemetry telemetry) : IParticipantStore
{
    public Task<Participant> AddAsync(Participant participant, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ParticipantsAdd, (inner, participant, cancellationToken), static it => it.inner.AddAsync(it.participant, it.cancellationToken), participant?.RoomId);

    public Task<Participant> UpdateAsync(Participant participant, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ParticipantsUpdate, (inner, participant, cancellationToken), static it => it.inner.UpdateAsync(it.participant, it.cancellationToken), participant?.RoomId);

    public Task<Participant?> GetAsync(string roomId, string participantId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ParticipantsGet, (inner, roomId, participantId, cancellationToken), static it => it.inner.GetAsync(it.roomId, it.participantId, it.cancellationToken), roomId);

    public Task<bool> RemoveAsync(string roomId, string participantId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ParticipantsRemove, (inner, roomId, participantId, cancellationToken), static it => it.inner.RemoveAsync(it.roomId, it.participantId, it.cancellationToken), roomId);

    public Task<IReadOnlyList<Participant>> ListAsync(string roomId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ParticipantsList, (inner, roomId, cancellationToken), static it => it.inner.ListAsync(it.roomId, it.cancellationToken), roomId);
}
