using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>A room whose contents are being walked.</summary>
internal sealed class RoomScope(AuditContext context, string roomId)
{
    internal AuditContext Context => context;

    internal string RoomId => roomId;

    internal RoomKeys Keys { get; } = context.Keys.Room(roomId);

    /// <summary>Whether the events and what points to them were seen to disagree; then what points to them is walked as well.</summary>
    internal bool IsDoubtful { get; set; }

    internal Task<RedisValue> RoomFieldAsync(string field, CancellationToken cancellationToken) => context.FieldAsync(Keys.Room, field, cancellationToken);

    /// <summary>The events at an index; null when one cannot be decoded, so that it could be any.</summary>
    internal async Task<RoomEvent[]?> EventsAtAsync(double index, CancellationToken cancellationToken)
    {
        var values = await context.AtScoreAsync(Keys.Events, index, cancellationToken).ConfigureAwait(false);
        try
        {
            return Array.ConvertAll(values, value => StoredEvent.Parse(value, Keys.Events).Decode(roomId, Keys.Events));
        }
        catch (CorruptRecordException)
        {
            return null;
        }
    }
}

/// <summary>A room's own record: its fields, its counters, its index entries.</summary>
internal sealed class RoomItem(RoomScope scope) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        var (context, roomId, keys) = (scope.Context, scope.RoomId, scope.Keys);

        // Both only grow, so the order of reading decides which comparison a writer cannot disturb.
        var latestBefore = scope.RoomFieldAsync(RoomFields.LatestIndex, cancellationToken);
        var countRead = context.ReadAsync((database, flags) => database.SortedSetLengthAsync(keys.Events, flags: flags), cancellationToken);
        var fields = await context.ReadAsync((database, flags) => database.HashGetAllAsync(keys.Room, flags: flags), cancellationToken).ConfigureAwait(false);
        if (fields.Length == 0) return;
        StoredRoom? stored;
        try
        {
            stored = RoomCodec.Decode(Array.ConvertAll(fields, field => new[] { field.Name, field.Value }).SelectMany(pair => pair).ToArray(), keys.Room);
        }
        catch (CorruptRecordException damage)
        {
            found.Add(AuditCodes.RoomUnreadable, keys.Room, roomId, damage.Message);
            return;
        }

        var room = stored!.Room;
        if (room.Id != roomId) found.Add(AuditCodes.RoomMisplaced, keys.Room, roomId, $"The record says '{room.Id}'.");
        if (stored.Hint.Status != room.Status.Value || stored.Hint.OrganizationId != room.OrganizationId)
        {
            found.Add(AuditCodes.RoomHintMismatch, keys.Room, roomId, $"It is {room.Status.Value} in '{room.OrganizationId}' and notes entries for {stored.Hint.Status} in '{stored.Hint.OrganizationId}'.");
        }

        foreach (var entry in stored.Hint.Entries(context.Keys, roomId, room.CreatedAt)) await context.HintRepair.LookAsync(found, roomId, entry, cancellationToken).ConfigureAwait(false);

        var count = await WithoutTypeAsync(countRead).ConfigureAwait(false);
        LookAtCounters(found, room, count);
        if ((await latestBefore.ConfigureAwait(false)).TryParse(out long latest) && count is { } events && latest + 1 - events is > 0 and var missing)
        {
            found.Add(AuditCodes.IndexGap, keys.Events, roomId, $"At {missing} of {latest + 1} indices given out there is no event.", severity: AuditSeverity.Information);
        }
    }

    private void LookAtCounters(Suspicions found, Room room, long? events)
    {
        Counter(RoomFields.EventCount, room.EventCount, events ?? 0, "the number of events in the room");
        Counter(RoomFields.LatestIndex, room.LatestIndex, -1, "-1");
        Counter(RoomFields.DeliveredIndex, room.DeliveredIndex, -1, "-1");
        Counter(RoomFields.Version, room.Version, 1, "1");

        void Counter(string field, long value, long least, string what)
        {
            if (value < least) found.Add(AuditCodes.RoomCounter, scope.Keys.Room, scope.RoomId, $"{field} is {value}, less than {least}, {what}.", field);
        }
    }

    private static async Task<long?> WithoutTypeAsync(Task<long> read)
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (StoreUnavailableException wrongType) when (AuditContext.IsWrongType(wrongType))
        {
            return null;
        }
    }
}
