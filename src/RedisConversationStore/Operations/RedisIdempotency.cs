using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;

namespace Conversations.Redis.Operations;

/// <summary>Idempotency keys: strings with a time to live in the room's slot.</summary>
internal sealed class RedisIdempotency(RedisGateway redis, KeySpace keySpace, RedisConversationStoreOptions options) : IIdempotencyStore
{
    public Task<bool> IsSeenAsync(string roomId, string key, CancellationToken cancellationToken = default) =>
        IdempotencyScripts.IsSeenAsync(redis, Keys(roomId, key, cancellationToken), key, cancellationToken);

    public async Task<bool> ClaimAsync(string roomId, string key, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default)
    {
        Check.TimeToLive(timeToLive);
        var status = await IdempotencyScripts.ClaimAsync(
            redis,
            Keys(roomId, key, cancellationToken),
            key,
            timeToLive ?? options.IdempotencyTimeToLive,
            options.TimeProvider.GetUtcNow(),
            cancellationToken).ConfigureAwait(false);
        return status switch
        {
            IdempotencyScripts.ClaimStatus.Ok => true,
            IdempotencyScripts.ClaimStatus.RoomNotFound => throw new RecordNotFoundException(RecordKinds.Room, roomId),
            _ => false,
        };
    }

    public Task<bool> ReleaseAsync(string roomId, string key, CancellationToken cancellationToken = default) =>
        IdempotencyScripts.ReleaseAsync(redis, Keys(roomId, key, cancellationToken), key, cancellationToken);

    public async Task<RoomEvent?> GetEventAsync(string roomId, string key, CancellationToken cancellationToken = default)
    {
        var keys = Keys(roomId, key, cancellationToken);
        var stored = await IdempotencyScripts.GetEventAsync(redis, keys, key, cancellationToken).ConfigureAwait(false);
        return stored.IsNull ? null : StoredEvent.Parse(stored, keys.Events).Decode(roomId, keys.Events);
    }

    private RoomKeys Keys(string roomId, string key, CancellationToken cancellationToken)
    {
        Check.Id(roomId);
        Check.Id(key);
        cancellationToken.ThrowIfCancellationRequested();
        return keySpace.Room(roomId);
    }
}
