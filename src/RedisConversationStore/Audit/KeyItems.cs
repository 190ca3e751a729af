using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>A key that the store does not form.</summary>
internal sealed class UnknownKeyItem(AuditContext context, RedisKey key) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        if (!await context.ExistsAsync(key, cancellationToken).ConfigureAwait(false)) return;
        found.Add(AuditCodes.UnknownKey, key, null, "The store has no such key. Whoever wrote it shares the prefix.", severity: AuditSeverity.Warning);
    }
}

/// <summary>A key as a whole: its type, its time to live, and that the room it is of exists.</summary>
internal sealed class KeyItem(AuditContext context, RedisKey key, StoredKey stored) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        var typeRead = context.ReadAsync((database, flags) => database.KeyTypeAsync(key, flags: flags), cancellationToken);
        var timeToLive = await context.ReadAsync((database, flags) => database.KeyTimeToLiveAsync(key, flags: flags), cancellationToken).ConfigureAwait(false);
        var type = await typeRead.ConfigureAwait(false);
        if (type == RedisType.None) return;
        if (type != stored.Type) found.Add(AuditCodes.WrongType, key, stored.RoomId, $"It is a {type}, not a {stored.Type}.");
        if (stored.Expires)
        {
            // One that expired just now has no time to live either.
            if (timeToLive is null && await context.ExistsAsync(key, cancellationToken).ConfigureAwait(false)) found.Add(AuditCodes.WrongTimeToLive, key, stored.RoomId, "It never expires; idempotency keys and recent calls do.");
        }
        else if (stored.Kind != KeyKind.Intents && timeToLive is { } left)
        {
            found.Add(AuditCodes.WrongTimeToLive, key, stored.RoomId, $"It expires in {left.TotalSeconds:F0} s; only idempotency keys and recent calls may.");
        }

        if (stored.Kind == KeyKind.RoomPart) await LookForRoomAsync(found, stored.RoomId!, cancellationToken).ConfigureAwait(false);
        if (stored.Kind == KeyKind.DeletedPart) await LookForTokenAsync(found, stored.RoomId!, stored.Token!, cancellationToken).ConfigureAwait(false);
    }

    private async Task LookForRoomAsync(Suspicions found, string roomId, CancellationToken cancellationToken)
    {
        if (await context.ExistsAsync(context.Keys.Room(roomId).Room, cancellationToken).ConfigureAwait(false)) return;
        if (!await context.ExistsAsync(key, cancellationToken).ConfigureAwait(false)) return;
        found.Add(AuditCodes.OrphanKey, key, roomId, $"There is no room '{roomId}'.");
    }

    private async Task LookForTokenAsync(Suspicions found, string roomId, string token, CancellationToken cancellationToken)
    {
        var deleted = context.Keys.Room(roomId).Deleted;
        if (await context.ReadAsync((database, flags) => database.SetContainsAsync(deleted, token, flags: flags), cancellationToken).ConfigureAwait(false)) return;
        if (!await context.ExistsAsync(key, cancellationToken).ConfigureAwait(false)) return;
        found.Add(
            AuditCodes.DeletionOrphan,
            key,
            roomId,
            $"A part of a deleted room '{roomId}' that no repeated delete would find.",
            severity: AuditSeverity.Warning,
            repair: ct => context.Deletion.FinishAsync(roomId, token, ct));
    }
}

/// <summary>A token of a deleted incarnation of a room.</summary>
internal sealed class DeletionItem(AuditContext context, RedisKey key, string roomId, string token) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        if (!await context.ReadAsync((database, flags) => database.SetContainsAsync(key, token, flags: flags), cancellationToken).ConfigureAwait(false)) return;
        found.Add(
            AuditCodes.DeletionUnfinished,
            key,
            roomId,
            $"The delete of a room '{roomId}' goes on, or was cut off (token {token}).",
            token,
            AuditSeverity.Information,
            ct => context.Deletion.FinishAsync(roomId, token, ct));
    }
}

/// <summary>An idempotency key: its value is the room's epoch, then <c>e</c> and an event id, or <c>c</c> and the nonce of the call that claimed it.</summary>
internal sealed class IdempotencyItem(AuditContext context, RedisKey key, string roomId, string id) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        var keys = context.Keys.Room(roomId);
        var epochRead = context.FieldAsync(keys.Room, RoomFields.Epoch, cancellationToken);
        var valueRead = context.ReadAsync((database, flags) => database.StringGetAsync(key, flags: flags), cancellationToken);
        var epoch = await epochRead.ConfigureAwait(false);
        var value = (string?)await valueRead.ConfigureAwait(false);
        if (value is null) return;
        if (value.Length <= Epoch.Length || value[Epoch.Length] is not ('e' or 'c'))
        {
            found.Add(AuditCodes.IdempotencyUnreadable, key, roomId, "Its value is neither an event's nor a claim's.");
        }
        else if (epoch.IsNull || !value.StartsWith(epoch.ToString(), StringComparison.Ordinal))
        {
            // While a delete goes on, the keys of what was put aside are still to be removed.
            if (await context.HasDeletionAsync(roomId, cancellationToken).ConfigureAwait(false)) return;
            found.Add(AuditCodes.IdempotencyStale, key, roomId, epoch.IsNull ? $"There is no room '{roomId}'." : "It is of a deleted incarnation of the room, and counts as free.", severity: AuditSeverity.Warning);
        }
        else if (value[Epoch.Length] == 'c')
        {
            if (await context.ScoreAsync(keys.Claims, id, cancellationToken).ConfigureAwait(false) is null) found.Add(AuditCodes.ClaimUnlisted, key, roomId, "The claim is not in the room's set of claims, so a delete of the room would leave it.");
        }
        else
        {
            await LookForEventAsync(found, keys, value[(Epoch.Length + 1)..], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task LookForEventAsync(Suspicions found, RoomKeys keys, string eventId, CancellationToken cancellationToken)
    {
        var index = await context.FieldAsync(keys.Ids, eventId, cancellationToken).ConfigureAwait(false);
        if (!index.TryParse(out long score))
        {
            found.Add(AuditCodes.IdempotencyDangling, key, roomId, $"It names the event '{eventId}', which the room has not.", eventId);
            return;
        }

        var events = await context.AtScoreAsync(keys.Events, score, cancellationToken).ConfigureAwait(false);
        try
        {
            if (events.Length == 0 || Array.Exists(events, value => EventCodec.DecodeKeptPart(StoredEvent.Parse(value, keys.Events).Bytes.Span, keys.Events).IdempotencyKey == id)) return;
        }
        catch (CorruptRecordException)
        {
            return;
        }

        found.Add(AuditCodes.IdempotencyDangling, key, roomId, $"It names the event '{eventId}', which has another key.", eventId);
    }
}
