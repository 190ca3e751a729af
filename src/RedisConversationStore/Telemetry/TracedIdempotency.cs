using static Conversations.Redis.ConversationStoreTelemetry.Operations;

namespace Conversations.Redis.Telemetry;

/// <summary>Traces and measures the operations of <see cref="IIdempotencyStore"/>.</summary>
internal sealed class TracedIdempotency(IIdempotencyStore inner, StoreTelemetry telemetry) : IIdempotencyStore
{
    public Task<bool> IsSeenAsync(string roomId, string key, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(IdempotencyIsSeen, (inner, roomId, key, cancellationToken), static it => it.inner.IsSeenAsync(it.roomId, it.key, it.cancellationToken), roomId);

    public Task<bool> ClaimAsync(string roomId, string key, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(IdempotencyClaim, (inner, roomId, key, timeToLive, cancellationToken), static it => it.inner.ClaimAsync(it.roomId, it.key, it.timeToLive, it.cancellationToken), roomId);

    public Task<bool> ReleaseAsync(string roomId, string key, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(IdempotencyRelease, (inner, roomId, key, cancellationToken), static it => it.inner.ReleaseAsync(it.roomId, it.key, it.cancellationToken), roomId);

    public Task<RoomEvent?> GetEventAsync(string roomId, string key, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(IdempotencyGetEvent, (inner, roomId, key, cancellationToken), static it => it.inner.GetEventAsync(it.roomId, it.key, it.cancellationToken), roomId);
}
