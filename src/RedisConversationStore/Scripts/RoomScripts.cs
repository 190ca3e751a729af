using System.Diagnostics;
using System.Globalization;
using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>The scripts under <c>lua/rooms</c>.</summary>
internal static class RoomScripts
{
    private static readonly Script Create = new("rooms/create", ["room"], ["epoch", "field..."]);

    private static readonly Script Update = new(
        "rooms/update",
        ["room", "recent_calls"],
        ["expected_version", "expected_hint", "hint", "record", "status", "updated_at", "last_activity_at", "metadata_ordinal", "call", "conditions", "metadata..."]);

    private static readonly Script PatchMetadata = new("rooms/patch_metadata", ["room", "recent_calls"], ["updated_at", "unset_count", "call", "change..."]);

    private static readonly Script AdvanceDelivered = new("rooms/advance_delivered", ["room", "recent_calls"], ["index", "force", "call"]);

    private static readonly Script LoadContext = new("rooms/load_context", ["room", "bindings", "participants"], []);

    private static readonly Script Delete = new("rooms/delete", ["deleted", "key..."], ["token", "epoch", "conditions"]);

    internal enum DeleteStatus
    {
        NoRoom = 0,
        Deleted = 1,
        ConditionBroken = 2,
    }

    internal enum UpdateStatus
    {
        Ok = 0,
        RoomNotFound = 1,
        HintChanged = 2,
        VersionChanged = 3,
        ConditionBroken = 4,
    }

    /// <returns>Whether the room was created, false when the id is taken; and its last_activity_at as stored.</returns>
    internal static async Task<(bool IsCreated, DateTimeOffset? Activity)> CreateAsync(RedisGateway redis, RoomKeys keys, Room room, string epoch, RoomHint hint, Call call)
    {
        var reply = await redis.WriteAsync(Create, [keys.Room], [epoch, .. RoomCodec.Encode(room, epoch, hint)], call).ConfigureAwait(false);
        var values = (RedisValue[])reply!;
        return ((int)values[0] == 0, values.Length > 1 && values[1] is { IsNull: false } active ? RoomCodec.DecodeCreatedAt(active, keys.Room) : null);
    }

    /// <returns>The status, with <see cref="UpdateStatus.Ok"/> the room's fields and values, with <see cref="UpdateStatus.VersionChanged"/> the version found, with <see cref="UpdateStatus.ConditionBroken"/> what <see cref="Broken"/> takes.</returns>
    internal static async Task<(UpdateStatus Status, RedisValue[] Values)> UpdateAsync(RedisGateway redis, RoomKeys keys, Room room, long? expectedVersion, RoomConditions conditions, RoomHint expectedHint, RoomHint hint, Call call)
    {
        var arguments = new List<RedisValue>(10 + (room.Metadata.Count * 2))
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
            Format(conditions),
        };
        RoomCodec.AppendMetadata(arguments, room.Metadata);
        var values = (RedisValue[])(await redis.WriteAsync(Update, [keys.Room, keys.RecentCalls], arguments.ToArray(), call).ConfigureAwait(false))!;
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

    /// <returns>The room's fields and values (empty when there is no such room), its encoded bindings and its encoded participants.</returns>
    internal static async Task<(RedisValue[] Room, RedisValue[] Bindings, RedisValue[] Participants)> LoadContextAsync(RedisGateway redis, RoomKeys keys, Call call)
    {
        var reply = await redis.ReadPreferredAsync(LoadContext, [keys.Room, keys.Bindings, keys.Participants], [], call).ConfigureAwait(false);
        return ((RedisValue[]?)reply[0] ?? [], (RedisValue[]?)reply[1] ?? [], (RedisValue[]?)reply[2] ?? []);
    }

    /// <returns>Whether the room existed, and the tokens of all incarnations that are put aside.</returns>
    /// <exception cref="RecordConflictException">A condition does not hold.</exception>
    internal static async Task<(bool Existed, string[] Tokens)> DeleteAsync(RedisGateway redis, RoomKeys keys, string token, RedisValue epoch, Call call, (string RoomId, RoomConditions Conditions)? only = null)
    {
        var reply = await redis.WriteAsync(Delete, [keys.Deleted, .. keys.All, .. keys.OfDeleted(token).All], [token, epoch.IsNull ? RedisValue.EmptyString : epoch, Format(only?.Conditions ?? RoomConditions.None)], call).ConfigureAwait(false);
        var status = (DeleteStatus)(int)reply[0];
        if (status == DeleteStatus.ConditionBroken) throw Broken(only!.Value.Conditions, only.Value.RoomId, keys, (RedisValue[])reply[1]!);
        return (status == DeleteStatus.Deleted, EventScripts.Strings(reply[1]));
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
