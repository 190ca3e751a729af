using System.Globalization;
using StackExchange.Redis;

namespace Conversations.LoadTesting.Planning;

/// <summary>What the append-only file would grow by where it is off: the commands that scripts leave in it, by their size.</summary>
internal static class AofEstimate
{
    /// <summary>Bytes that an idempotency key leaves when it expires: DEL and a key of the usual length.</summary>
    internal static readonly int ExpiryBytes = Command("DEL", "conv:{room-of-a-customer}:idempotency:wamid.HBgNNDMxMjM0NTY3ODkw");

    /// <summary>Costs with the bytes of the append-only file: as measured where it is on.</summary>
    internal static async Task<IReadOnlyList<OperationCost>> CompleteAsync(IReadOnlyList<OperationCost> costs, ServerProbe probe, RoomFiller filler, bool isMeasured, CancellationToken cancellationToken)
    {
        if (isMeasured) return costs;
        cancellationToken.ThrowIfCancellationRequested();
        var commit = await CommitAsync(probe.Database, filler).ConfigureAwait(false);
        return [.. costs.Select(cost => cost.Operation switch
        {
            OperationMix.Commit => cost with { AofBytes = commit },
            OperationMix.Remove => cost with { AofBytes = Remove(filler) },
            _ => cost,
        })];
    }

    private static async Task<double> CommitAsync(IDatabase database, RoomFiller filler)
    {
        const int Sample = 100;
        var room = filler.RoomId(0);
        var stored = await database.SortedSetRangeByRankAsync(filler.Key(room, "events"), -Sample, -1).ConfigureAwait(false);
        var roomEvent = filler.Event(0, 0);
        var member = stored.Average(bytes => bytes.Length());
        var bytes = Command("MULTI") + Command("EXEC")
            + Command("HSETNX", filler.Key(room, "ids"), roomEvent.Id, "1000")
            + Command("ZADD", filler.Key(room, "events"), "1000", "") + member
            + Command("HSET", filler.Key(room, "room"), "latest_index", "1000", "event_count", "1000", "last_activity_at", "1000000000000000");
        if (roomEvent.IdempotencyKey is { } key) bytes += Command("SET", filler.Key(room, "idempotency:" + key), roomEvent.Id + "e00000000000", "PXAT", "1000000000000");
        if (filler.HasLocators) bytes += Command("HSETNX", filler.Key("locator", "event"), roomEvent.Id, room);
        return bytes;
    }

    private static double Remove(RoomFiller filler)
    {
        var room = filler.RoomId(0);
        var roomEvent = filler.Event(0, 0);
        var bytes = Command("MULTI") + Command("EXEC")
            + Command("ZREMRANGEBYSCORE", filler.Key(room, "events"), "1000", "1000")
            + Command("HDEL", filler.Key(room, "ids"), roomEvent.Id)
            + Command("ZADD", filler.Key(room, "recent_calls"), "1000000000", roomEvent.Id)
            + Command("PEXPIREAT", filler.Key(room, "recent_calls"), "1000000000000");
        if (filler.HasLocators) bytes += Command("HDEL", filler.Key("locator", "event"), roomEvent.Id);
        return bytes;
    }

    /// <summary>A command as the protocol writes it.</summary>
    internal static int Command(params string[] words) =>
        Header(words.Length) + words.Sum(word => Header(word.Length) + word.Length + 2);

    private static int Header(int number) => 3 + number.ToString(CultureInfo.InvariantCulture).Length;
}
