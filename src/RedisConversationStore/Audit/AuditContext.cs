using Conversations.Redis.Connection;
using Conversations.Redis.Operations;
using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>What every item of an audit uses.</summary>
internal sealed class AuditContext
{
    internal AuditContext(RedisGateway redis, RedisConversationStoreOptions store, AuditOptions options)
    {
        Redis = redis;
        Options = options;
        HasEventLocators = store.EventLocators;
        Keys = new KeySpace(store.KeyPrefix);
        Hints = new HintIndex(redis, Keys);
        Bindings = new RedisBindings(redis, Keys, Hints).Records;
        Participants = new RedisParticipants(redis, Keys, Hints).Records;
        TaskLocators = new TaskLocators(redis, Keys);
        Deletion = new RoomDeletion(redis, Keys, Hints, Bindings, Participants, new EventLocators(redis, Keys, Hints.Tidying, store.EventLocators), TaskLocators);
        HintRepair = new HintRepair(this);
    }

    internal RedisGateway Redis { get; }

    internal AuditOptions Options { get; }

    internal bool HasEventLocators { get; }

    internal KeySpace Keys { get; }

    internal HintIndex Hints { get; }

    internal HintedRecords<ChannelBinding> Bindings { get; }

    internal HintedRecords<Participant> Participants { get; }

    internal TaskLocators TaskLocators { get; }

    internal RoomDeletion Deletion { get; }

    internal HintRepair HintRepair { get; }

    /// <summary>Reads. A key of another type is no error here but a finding, which names it.</summary>
    internal Task<T> ReadAsync<T>(Func<IDatabase, CommandFlags, Task<T>> commands, CancellationToken cancellationToken) => Redis.ReadAsync(commands, cancellationToken, CallKeys.None);

    internal Task<RedisValue> FieldAsync(RedisKey hash, RedisValue field, CancellationToken cancellationToken) =>
        ReadAsync((database, flags) => database.HashGetAsync(hash, field, flags: flags), cancellationToken);

    internal Task<bool> HasFieldAsync(RedisKey hash, RedisValue field, CancellationToken cancellationToken) =>
        ReadAsync((database, flags) => database.HashExistsAsync(hash, field, flags: flags), cancellationToken);

    internal Task<double?> ScoreAsync(RedisKey sortedSet, RedisValue member, CancellationToken cancellationToken) =>
        ReadAsync((database, flags) => database.SortedSetScoreAsync(sortedSet, member, flags: flags), cancellationToken);

    /// <summary>The members at one score.</summary>
    internal Task<RedisValue[]> AtScoreAsync(RedisKey sortedSet, double score, CancellationToken cancellationToken) =>
        ReadAsync((database, flags) => database.SortedSetRangeByScoreAsync(sortedSet, score, score, flags: flags), cancellationToken);

    internal Task<bool> ExistsAsync(RedisKey key, CancellationToken cancellationToken) =>
        ReadAsync((database, flags) => database.KeyExistsAsync(key, flags: flags), cancellationToken);

    /// <summary>Whether a delete of the room goes on or was cut off. What leads to the room from elsewhere is then still to be removed by it, and the delete alone is the finding.</summary>
    internal Task<bool> HasDeletionAsync(string roomId, CancellationToken cancellationToken) =>
        ExistsAsync(Keys.Room(roomId).Deleted, cancellationToken);

    /// <summary>Whether the server refused because a key has another type than the store gives it, which is a finding of its own.</summary>
    internal static bool IsWrongType(Exception exception) =>
        exception is StoreUnavailableException { InnerException: RedisServerException server } && server.Message.Contains("WRONGTYPE", StringComparison.Ordinal);
}
