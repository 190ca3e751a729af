using StackExchange.Redis;

namespace Conversations.Redis.Load;

/// <summary>The commands that the script calls for one event, sent as they are in one flush. Nothing holds them together, and the caller has to know the index: a yardstick for what calling a script costs, not a way to store events.</summary>
internal sealed class BareCommands(IDatabase database)
{
    private static readonly RedisValue[] RoomFields = ["latest_index", "event_count", "last_activity_at", "epoch", "status"];

    internal Task AddAsync(AddEventCall call, long index)
    {
        var keys = call.RoomKeys;
        var (roomEvent, bytes) = call.Event;
        var room = database.HashGetAsync(keys.Room, RoomFields);
        var claimed = database.StringSetAsync(keys.Idempotency(roomEvent.IdempotencyKey!), roomEvent.Id, TimeSpan.FromHours(24), When.NotExists);
        var named = database.HashSetAsync(keys.Ids, roomEvent.Id, index, When.NotExists);
        var added = database.SortedSetAddAsync(keys.Events, bytes, index);
        var counted = database.HashSetAsync(keys.Room, [new("latest_index", index), new("event_count", index + 1), new("last_activity_at", Instants.ToMicroseconds(roomEvent.CreatedAt))]);
        return Task.WhenAll(room, claimed, named, added, counted);
    }
}
