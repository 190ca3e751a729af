using System.Diagnostics;
using System.Globalization;
using Conversations.Redis.Connection;
using Conversations.Redis.Operations;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>The scripts under <c>lua/rooms</c>.</summary>
internal static class RoomScripts
{
    private static readonly Script Create = new("rooms/create", ["room", "intents"], ["epoch", "intent", "field..."]);

    private static readonly Script Update = new(
        "rooms/update",
        ["room", "recent_calls", "intents"],
        ["expected_version", "expected_hint", "hint", "record", "status", "updated_at", "last_activity_at", "metadata_ordinal", "call", "intent", "replaced", "entries", "conditions", "metadata..."]);

    private static readonly Script PatchMetadata = new("rooms/patch_metadata", ["room", "recent_calls"], ["updated_at", "unset_count", "call", "change..."]);

    private static readonly Script AdvanceDelivered = new("rooms/advance_delivered", ["room", "recent_calls"], ["index", "force", "call"]);

    private static readonly Script LoadContext = new("rooms/load_context", ["room", "bindings", "participants"], ["most"]);

    private static readonly Script Delete = new("rooms/delete", ["deleted", "intents", "key..."], ["token", "epoch", "hint", "nonce", "life", "entries", "conditions"]);

    private static readonly Script ReadDeleted = new("rooms/read_deleted", ["events"], ["limit", "bytes"]);

    internal enum CreateStatus
    {
        Ok = 0,
        Taken = 1,
        NotNoted = 2,
    }

    internal enum DeleteStatus
    {
        NoRoom = 0,
        Deleted = 1,
        ConditionBroken = 2,
        Changed = 3,
    }

    internal enum UpdateStatus
    {
        Ok = 0,
        RoomNotFound = 1,
        HintChanged = 2,
        VersionChanged = 3,
        ConditionBroken = 4,
        NotNoted = 5,
    }

    /// <returns>The status, and with <see cref="CreateStatus.Ok"/> the room's last_activity_at as stored.</returns>
    internal static async Task<(CreateStatus Status, DateTimeOffset? Activity)> CreateAsync(RedisGateway redis, RoomKeys keys, Room room, string epoch, RoomHint hint, Call call)
    {
        var reply = await redis.WriteAsync(Create, [keys.Room, keys.Intents], [epoch, hint.Nonce, .. RoomCodec.Encode(room, epoch, hint)], call).ConfigureAwait(false);
        var values = (RedisValue[])reply!;
        return ((CreateStatus)(int)values[0], values.Length > 1 && values[1] is { IsNull: false } active ? RoomCodec.DecodeCreatedAt(active, keys.Room) : null);
    }

    /// <returns>The status, with <see cref="UpdateStatus.Ok"/> the room's fields and values, with <see cref="UpdateStatus.VersionChanged"/> the version found, with <see cref="UpdateStatus.ConditionBroken"/> what <see cref="Broken"/> takes.</returns>
    internal static async Task<(UpdateStatus Status, RedisValue[] Values)> UpdateAsync(RedisGateway redis, RoomKeys keys, Room room, long? expectedVersion, RoomConditions conditions, RoomHint expectedHint, RoomHint hint, string replacedEntries, Call call)
    {
        var isMoved = expectedHint != hint;
        var arguments = new List<RedisValue>(13 + (room.Metadata.Count * 2))
        {
            expectedVersion ?? RedisValue.EmptyString,
            expectedHint.Format(),
            hint.Format(),
            RoomCodec.EncodeRecord(room),
            room.Status.Value,
            Instants.ToMicroseconds(room.UpdatedAt),
            room.Timers.LastActivityAt is { } active ? Instants.ToMicroseconds(active) : RedisValue.EmptyString,
            room.Metadata.Count,
            CallNonce.Create(),
            isMoved ? hint.Nonce : RedisValue.EmptyString,
            isMoved ? expectedHint.Nonce : RedisValue.EmptyString,
            replacedEntries,
            Format(conditions),
        };
        RoomCodec.AppendMetadata(arguments, room.Metadata);
        var values = (RedisValue[])(await redis.WriteAsync(Update, [keys.Room, keys.RecentCalls, keys.Intents], arguments.ToArray(), call).ConfigureAwait(false))!;
        return ((UpdateStatus)(int)values[0], values[1..]);
    }

    /// <returns>The room's fields and values; empty when there is no such room.</returns>
    internal static async Task<RedisValue[]> PatchMetadataAsync(RedisGateway redis, RoomKeys keys, DataObject set, IReadOnlyList<string> unset, DateTimeOffset updatedAt, Call call)
    {
        var arguments = new List<RedisValue>(3 + unset.Count + (set.Count * 2)) { Instants.ToMicroseconds(updatedAt), unset.Count, CallNonce.Create() };
        foreach (var key in unset) arguments.Add(RoomCodec.MetadataField(key));
        foreach (var (key, value) in set.AsSpan())
        {
            arguments.Add(RoomCodec.MetadataField(key));
            arguments.Add(RoomCodec.EncodeMetadata(value));
        }

        return (RedisValue[]?)await redis.WriteAsync(PatchMetadata, [keys.Room, keys.RecentCalls], arguments.ToArray(), call).ConfigureAwait(false) ?? [];
    }

    internal static async Task<bool> AdvanceDeliveredAsync(RedisGateway redis, RoomKeys keys, long index, bool force, Call call) =>
        (bool)await redis.WriteAsync(AdvanceDelivered, [keys.Room, keys.RecentCalls], [index, force, CallNonce.Create()], call).ConfigureAwait(false);

    /// <returns>The room's fields and values (empty when there is no such room), its encoded bindings and its encoded participants; or how many these are, when they are more than <paramref name="most"/>, and 0 otherwise.</returns>
    internal static async Task<(RedisValue[] Room, RedisValue[] Bindings, RedisValue[] Participants, long Refused)> LoadContextAsync(RedisGateway redis, RoomKeys keys, int most, Call call)
    {
        var reply = await redis.ReadPreferredAsync(LoadContext, [keys.Room, keys.Bindings, keys.Participants], [most], call).ConfigureAwait(false);
        return reply.Length == 1 ? ([], [], [], (long)reply[0]) : ((RedisValue[]?)reply[0] ?? [], (RedisValue[]?)reply[1] ?? [], (RedisValue[]?)reply[2] ?? [], 0);
    }

    /// <summary>The first events of a room that was put aside, up to a limit and as far as <see cref="EventSteps.ScriptBytes"/> go.</summary>
    internal static async Task<SortedSetEntry[]> ReadDeletedAsync(RedisGateway redis, RedisKey events, int limit, Call call)
    {
        var values = (RedisValue[])(await redis.ReadAsync(ReadDeleted, [events], [limit, EventSteps.ScriptBytes], call).ConfigureAwait(false))!;
        var entries = new SortedSetEntry[values.Length / 2];
        for (var i = 0; i < entries.Length; i++) entries[i] = new(values[2 * i], (double)values[(2 * i) + 1]);
        return entries;
    }

    /// <param name="redis">The server.</param>
    /// <param name="keys">The room's keys.</param>
    /// <param name="token">Tells the incarnation put aside from others.</param>
    /// <param name="epoch">The epoch of the room to put aside.</param>
    /// <param name="hint">The hint that the entries were derived from.</param>
    /// <param name="listed">The nonce of the room's index entries, and the entries; null when the hint is damaged.</param>
    /// <param name="call">The call.</param>
    /// <param name="only">The room's id and what must still hold of it; null for no conditions.</param>
    /// <returns>The status, and the tokens of all incarnations that are put aside.</returns>
    /// <exception cref="RecordConflictException">A condition does not hold.</exception>
    internal static async Task<(DeleteStatus Status, string[] Tokens)> DeleteAsync(RedisGateway redis, RoomKeys keys, string token, RedisValue epoch, RedisValue hint, (string Nonce, string Entries)? listed, Call call, (string RoomId, RoomConditions Conditions)? only = null)
    {
        var reply = await redis.WriteAsync(
            Delete,
            [keys.Deleted, keys.Intents, .. keys.All, .. keys.OfDeleted(token).All],
            [token, epoch.IsNull ? RedisValue.EmptyString : epoch, hint.IsNull ? RedisValue.EmptyString : hint, listed?.Nonce ?? "", (long)HintIndex.Life.TotalSeconds, listed?.Entries ?? "", Format(only?.Conditions ?? RoomConditions.None)],
            call).ConfigureAwait(false);
        var status = (DeleteStatus)(int)reply[0];
        if (status == DeleteStatus.ConditionBroken) throw Broken(only!.Value.Conditions, only.Value.RoomId, keys, (RedisValue[])reply[1]!);
        return (status, EventScripts.Strings(reply[1]));
    }

    /// <param name="conditions">The conditions.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="found">What <c>lua/include/room_conditions.lua</c> found: activity, version, latest index and epoch.</param>
    /// <returns>The error that names the condition that does not hold.</returns>
    internal static RecordConflictException Broken(RoomConditions conditions, string roomId, RoomKeys keys, ReadOnlySpan<RedisValue> found) =>
        conditions.Broken(roomId, RoomCodec.DecodeCreatedAt(found[0], keys.Room), (long)found[1], (long)found[2], (string)found[3]!) ?? throw new UnreachableException();

    /// <summary>The conditions as <c>lua/include/room_conditions.lua</c> takes them.</summary>
    private static RedisValue Format(RoomConditions conditions) => conditions == RoomConditions.None
        ? RedisValue.EmptyString
        : string.Create(CultureInfo.InvariantCulture, $"{(conditions.NoActivitySince is { } since ? Instants.ToMicroseconds(since) : null)} {conditions.Version} {conditions.LatestIndex} {conditions.Epoch}");
}
