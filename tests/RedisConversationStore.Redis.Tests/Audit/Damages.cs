using System.Globalization;
using Conversations.Conformance;
using Conversations.Redis.Audit;
using StackExchange.Redis;

namespace Conversations.Redis.Tests.Audit;

/// <summary>A room to be damaged, filled by <see cref="AuditedStore.FillRoomAsync"/>.</summary>
internal sealed class Victim(AuditedStore store, string roomId, string tag)
{
    public IDatabase Database => store.Database;

    public KeySpace KeySpace => store.Keys;

    public RoomKeys Keys => KeySpace.Room(roomId);

    public string RoomId => roomId;

    public string Tag => tag;

    public long CreatedAt { get; } = Instants.ToMicroseconds(Samples.Instant);

    public async Task<string> EpochAsync() => (await Database.HashGetAsync(Keys.Room, RoomFields.Epoch)).ToString();

    public async Task<RoomHint> HintAsync() => RoomHint.Parse((await Database.HashGetAsync(Keys.Room, RoomFields.Hint)).ToString());

    public async Task<byte[]> EventAsync(long index) => (byte[])(await Database.SortedSetRangeByScoreAsync(Keys.Events, index, index))[0]!;

    public async Task<RedisValue> BindingEntryAsync() =>
        HintMember.Create(roomId, HintedRecord<ChannelBinding>.Decode(await Database.HashGetAsync(Keys.Bindings, Samples.ChannelId), Keys.Bindings).Nonce);

    public async Task<RedisValue> ParticipantEntryAsync() =>
        HintMember.Create(roomId, HintedRecord<Participant>.Decode(await Database.HashGetAsync(Keys.Participants, "participant"), Keys.Participants).Nonce);

    public async Task RemoveRoomEntryAsync(string? organizationId, string? status) =>
        await Database.SortedSetRemoveAsync(KeySpace.Rooms(organizationId, status), HintMember.Create(roomId, (await HintAsync()).Nonce));

    /// <summary>What a write that crashed long ago left.</summary>
    public static string OldNonce() => Nonce.Create();
}

/// <summary>A way to damage a store.</summary>
/// <param name="Code">What an audit must call it.</param>
/// <param name="IsRepairable">Whether it is damage to something that can be made from the truth.</param>
/// <param name="DoAsync">Does it.</param>
internal sealed record Damage(string Code, bool IsRepairable, Func<Victim, Task> DoAsync);

/// <summary>The ways in which the tests damage a store, by name.</summary>
internal static class Damages
{
    public static IReadOnlyDictionary<string, Damage> All { get; } = new Dictionary<string, Damage>
    {
        ["an id is not in the map of ids"] = new(AuditCodes.EventIdMissing, false, async victim => await victim.Database.HashDeleteAsync(victim.Keys.Ids, $"{victim.Tag}.e1")),
        ["the map of ids has another index"] = new(AuditCodes.EventIdElsewhere, false, async victim => await victim.Database.HashSetAsync(victim.Keys.Ids, $"{victim.Tag}.e1", 3)),
        ["the map of ids has an id too many"] = new(AuditCodes.EventIdDangling, false, async victim => await victim.Database.HashSetAsync(victim.Keys.Ids, "ghost", 1)),
        ["the map of ids has no number"] = new(AuditCodes.EventIdDangling, false, async victim => await victim.Database.HashSetAsync(victim.Keys.Ids, "ghost", "x")),
        ["two events have one index"] = new(AuditCodes.EventIndexShared, false, async victim => await victim.Database.SortedSetAddAsync(victim.Keys.Events, StoredEvent.ToMember(1, EventCodec.Encode(Samples.Event("twin"), 4096)), 1)),
        ["an event is there twice"] = new(AuditCodes.EventIdElsewhere, false, async victim => await victim.Database.SortedSetAddAsync(victim.Keys.Events, StoredEvent.ToMember(5, EventCodec.Encode(Samples.Event($"{victim.Tag}.e1") with { Visibility = "none" }, 4096)), 5)),
        ["an index is half a number"] = new(AuditCodes.EventIndexInvalid, false, async victim => await victim.Database.SortedSetAddAsync(victim.Keys.Events, await victim.EventAsync(0), 0.5)),
        ["an index was never given out"] = new(AuditCodes.EventIndexBeyondLatest, false, async victim => await victim.Database.HashSetAsync(victim.Keys.Room, RoomFields.LatestIndex, 1)),
        ["an event has a format of the future"] = new(AuditCodes.EventUnreadable, false, async victim => await ReplaceEventAsync(victim, 0, bytes => [.. bytes[..1], 9, .. bytes[2..]])),
        ["an event has another index in its bytes"] = new(AuditCodes.EventIndexMismatch, false, async victim => await ReplaceEventAsync(victim, 0, bytes => [(byte)'2', .. bytes[1..]])),
        ["an event is cut off"] = new(AuditCodes.EventUnreadable, false, async victim => await ReplaceEventAsync(victim, 0, bytes => bytes[..^3])),
        ["a reply is not in its thread"] = new(AuditCodes.ThreadEntryMissing, false, async victim => await victim.Database.SortedSetRemoveAsync(victim.Keys.Threads, EventGroups.Member($"{victim.Tag}.e0", 1))),
        ["a thread has a reply too many"] = new(AuditCodes.ThreadEntryDangling, false, async victim => await victim.Database.SortedSetAddAsync(victim.Keys.Threads, EventGroups.Member($"{victim.Tag}.e0", 0), 0)),
        ["a thread has nonsense in it"] = new(AuditCodes.ThreadEntryDangling, false, async victim => await victim.Database.SortedSetAddAsync(victim.Keys.Threads, "nonsense", 0)),
        ["an event is not under its type"] = new(AuditCodes.TypeEntryMissing, false, async victim => await victim.Database.SortedSetRemoveAsync(victim.Keys.Types, EventGroups.Member("tool_call_end", 2))),
        ["a type has an event too many"] = new(AuditCodes.TypeEntryDangling, false, async victim => await victim.Database.SortedSetAddAsync(victim.Keys.Types, EventGroups.Member("edit", 2), 0)),
        ["the counter of events is too low"] = new(AuditCodes.RoomCounter, false, async victim => await victim.Database.HashSetAsync(victim.Keys.Room, RoomFields.EventCount, 2)),
        ["a room lacks its record"] = new(AuditCodes.RoomUnreadable, false, async victim => await victim.Database.HashDeleteAsync(victim.Keys.Room, RoomFields.Record)),
        ["a room says another id"] = new(AuditCodes.RoomMisplaced, false, async victim => await victim.Database.HashSetAsync(victim.Keys.Room, RoomFields.Record, RoomCodec.EncodeRecord(Samples.FullRoom("another")))),
        ["a room has another status than its entries"] = new(AuditCodes.RoomHintMismatch, false, async victim => await victim.Database.HashSetAsync(victim.Keys.Room, RoomFields.Status, "closed")),
        ["a room expires"] = new(AuditCodes.WrongTimeToLive, false, async victim => await victim.Database.KeyExpireAsync(victim.Keys.Bindings, TimeSpan.FromHours(1))),
        ["a key has another type"] = new(AuditCodes.WrongType, false, async victim =>
        {
            await victim.Database.KeyDeleteAsync(victim.Keys.Events);
            await victim.Database.StringSetAsync(victim.Keys.Events, "x");
        }),
        ["a room lost its own key"] = new(AuditCodes.OrphanKey, false, async victim => await victim.Database.KeyDeleteAsync(victim.Keys.Room)),
        ["a stranger has a key"] = new(AuditCodes.UnknownKey, false, async victim => await victim.Database.StringSetAsync(victim.KeySpace.Room(victim.RoomId).Tag + "cache", "x")),
        ["an idempotency key names no event"] = new(AuditCodes.IdempotencyDangling, false, async victim => await SetKeyAsync(victim, await victim.EpochAsync() + "eghost")),
        ["an idempotency key names an event that has another"] = new(AuditCodes.IdempotencyDangling, false, async victim => await SetKeyAsync(victim, await victim.EpochAsync() + $"e{victim.Tag}.e0")),
        ["an idempotency key is nonsense"] = new(AuditCodes.IdempotencyUnreadable, false, async victim => await SetKeyAsync(victim, "x")),
        ["an idempotency key is of another epoch"] = new(AuditCodes.IdempotencyStale, false, async victim => await SetKeyAsync(victim, Epoch.Create() + "eghost")),
        ["an idempotency key never expires"] = new(AuditCodes.WrongTimeToLive, false, async victim => await victim.Database.KeyPersistAsync(victim.Keys.Idempotency("key of e3"))),
        ["recent calls never expire"] = new(AuditCodes.WrongTimeToLive, false, async victim =>
        {
            await victim.Database.SortedSetAddAsync(victim.Keys.RecentCalls, "call", 1);
            await victim.Database.KeyPersistAsync(victim.Keys.RecentCalls);
        }),
        ["a claim is not listed"] = new(AuditCodes.ClaimUnlisted, false, async victim => await victim.Database.SortedSetRemoveAsync(victim.Keys.Claims, "other work")),
        ["a marker is beyond the latest index"] = new(AuditCodes.MarkerBeyondLatest, false, async victim => await victim.Database.HashSetAsync(victim.Keys.Markers, "channel", 10)),
        ["a marker is no number"] = new(AuditCodes.MarkerInvalid, false, async victim => await victim.Database.HashSetAsync(victim.Keys.Markers, "channel", "x")),
        ["a binding is cut off"] = new(AuditCodes.RecordUnreadable, false, async victim =>
            await victim.Database.HashSetAsync(victim.Keys.Bindings, "bare", ((byte[])(await victim.Database.HashGetAsync(victim.Keys.Bindings, "bare"))!)[..^2])),
        ["a task is under another id"] = new(AuditCodes.RecordMisplaced, false, async victim =>
            await victim.Database.HashSetAsync(victim.Keys.Tasks, "other", await victim.Database.HashGetAsync(victim.Keys.Tasks, $"{victim.Tag}.task"))),
        ["a participant is of another room"] = new(AuditCodes.RecordMisplaced, false, async victim =>
            await victim.Database.HashSetAsync(victim.Keys.Participants, "stray", new HintedRecord<Participant>(Samples.Participant("stray", "another"), Victim.OldNonce()).Encode())),
        ["an observation is empty"] = new(AuditCodes.RecordUnreadable, false, async victim => await victim.Database.HashSetAsync(victim.Keys.Observations, "hollow", "")),
        ["an identity is another's"] = new(AuditCodes.IdentityMisplaced, false, async victim => await victim.Database.StringSetAsync(victim.KeySpace.Identity($"{victim.Tag}.other"), await victim.Database.StringGetAsync(victim.KeySpace.Identity($"{victim.Tag}.identity")))),
        ["an identity is cut off"] = new(AuditCodes.IdentityUnreadable, false, async victim => await victim.Database.StringSetAsync(victim.KeySpace.Identity($"{victim.Tag}.identity"), new byte[] { 1, 0x81 })),

        ["a room is not in the list of rooms"] = new(AuditCodes.HintMissing, true, victim => victim.RemoveRoomEntryAsync(null, null)),
        ["a room is not in its organisation"] = new(AuditCodes.HintMissing, true, victim => victim.RemoveRoomEntryAsync("org-1", null)),
        ["a room is not under its status"] = new(AuditCodes.HintMissing, true, victim => victim.RemoveRoomEntryAsync(null, "paused")),
        ["a room is not under both"] = new(AuditCodes.HintMissing, true, victim => victim.RemoveRoomEntryAsync("org-1", "paused")),
        ["a channel does not list its room"] = new(AuditCodes.HintMissing, true, async victim => await victim.Database.SortedSetRemoveAsync(victim.KeySpace.ChannelRooms(Samples.ChannelId), await victim.BindingEntryAsync())),
        ["a participant does not list its room"] = new(AuditCodes.HintMissing, true, async victim => await victim.Database.SortedSetRemoveAsync(victim.KeySpace.ParticipantRooms("participant"), await victim.ParticipantEntryAsync())),
        ["a bound participant does not list its room"] = new(AuditCodes.HintMissing, true, async victim => await victim.Database.SortedSetRemoveAsync(victim.KeySpace.ParticipantRooms("participant"), await victim.BindingEntryAsync())),
        ["a room is listed at another time"] = new(AuditCodes.HintScore, true, async victim => await victim.Database.SortedSetAddAsync(victim.KeySpace.ChannelRooms(Samples.ChannelId), await victim.BindingEntryAsync(), victim.CreatedAt - 1)),
        ["a list names a room by an old entry"] = new(AuditCodes.HintStale, true, async victim => await victim.Database.SortedSetAddAsync(victim.KeySpace.Rooms(null, null), HintMember.Create(victim.RoomId, Victim.OldNonce()), victim.CreatedAt)),
        ["a status names a room that has another"] = new(AuditCodes.HintStale, true, async victim => await victim.Database.SortedSetAddAsync(victim.KeySpace.Rooms(null, "archived"), HintMember.Create(victim.RoomId, Victim.OldNonce()), victim.CreatedAt)),
        ["a channel names a room that is not there"] = new(AuditCodes.HintStale, true, async victim => await victim.Database.SortedSetAddAsync(victim.KeySpace.ChannelRooms("channel"), HintMember.Create("no room", Victim.OldNonce()), victim.CreatedAt)),
        ["a participant names a room that lacks it"] = new(AuditCodes.HintStale, true, async victim => await victim.Database.SortedSetAddAsync(victim.KeySpace.ParticipantRooms("nobody"), HintMember.Create(victim.RoomId, Victim.OldNonce()), victim.CreatedAt)),
        ["an index has nonsense in it"] = new(AuditCodes.HintStale, true, async victim => await victim.Database.SortedSetAddAsync(victim.KeySpace.ChannelRooms("channel"), "nonsense", 1)),
        ["an event has no locator"] = new(AuditCodes.EventLocatorMissing, true, async victim => await victim.Database.HashDeleteAsync(victim.KeySpace.EventLocator($"{victim.Tag}.e0"), $"{victim.Tag}.e0")),
        ["a locator points to another room"] = new(AuditCodes.EventLocatorMissing, true, async victim => await victim.Database.HashSetAsync(victim.KeySpace.EventLocator($"{victim.Tag}.e0"), $"{victim.Tag}.e0", "no room")),
        ["a locator is left over"] = new(AuditCodes.EventLocatorStale, true, async victim => await victim.Database.HashSetAsync(victim.KeySpace.EventLocator("ghost"), "ghost", victim.RoomId)),
        ["a locator is elsewhere"] = new(AuditCodes.LocatorMisplaced, true, async victim => await victim.Database.HashSetAsync(ElsewhereThan(victim.KeySpace, $"{victim.Tag}.e0"), $"{victim.Tag}.e0", victim.RoomId)),
        ["a task has no locator"] = new(AuditCodes.TaskLocatorMissing, true, async victim => await victim.Database.HashDeleteAsync(victim.KeySpace.TaskLocator($"{victim.Tag}.task"), $"{victim.Tag}.task")),
        ["a task's locator is left over"] = new(AuditCodes.TaskLocatorStale, true, async victim => await victim.Database.HashSetAsync(victim.KeySpace.TaskLocator("ghost"), "ghost", HintMember.Create(victim.RoomId, Victim.OldNonce()))),
        ["an address is linked to nobody"] = new(AuditCodes.AddressStale, true, async victim => await victim.Database.SortedSetAddAsync(victim.KeySpace.Address("org-1", "sms", "+0"), HintMember.Create("nobody", Victim.OldNonce()), 1)),
        ["an address is linked to who does not list it"] = new(AuditCodes.AddressStale, true, async victim => await victim.Database.SortedSetAddAsync(victim.KeySpace.Address(null, "email", "x@y"), HintMember.Create($"{victim.Tag}.identity", Victim.OldNonce()), 1)),
        ["a delete was cut off"] = new(AuditCodes.DeletionUnfinished, true, victim => PutAsideAsync(victim, isNoted: true)),
        ["a deleted room is forgotten"] = new(AuditCodes.DeletionOrphan, true, victim => PutAsideAsync(victim, isNoted: false)),
    };

    /// <summary>What the first step of a delete does.</summary>
    private static async Task PutAsideAsync(Victim victim, bool isNoted)
    {
        var token = Epoch.Create();
        var (from, to) = (victim.Keys.All, victim.Keys.OfDeleted(token).All);
        for (var i = 0; i < from.Length; i++)
        {
            if (await victim.Database.KeyExistsAsync(from[i])) await victim.Database.KeyRenameAsync(from[i], to[i]);
        }

        if (isNoted) await victim.Database.SetAddAsync(victim.Keys.Deleted, token);
    }

    private static async Task ReplaceEventAsync(Victim victim, long index, Func<byte[], byte[]> change)
    {
        var bytes = await victim.EventAsync(index);
        await victim.Database.SortedSetRemoveAsync(victim.Keys.Events, bytes);
        await victim.Database.SortedSetAddAsync(victim.Keys.Events, change(bytes), index);
    }

    private static Task<bool> SetKeyAsync(Victim victim, string value) =>
        victim.Database.StringSetAsync(victim.Keys.Idempotency("damaged"), value, TimeSpan.FromHours(1));

    private static RedisKey ElsewhereThan(KeySpace keys, string eventId)
    {
        for (var bucket = 0; ; bucket++)
        {
            var elsewhere = keys.EventLocatorBucket(bucket.ToString(CultureInfo.InvariantCulture));
            if (elsewhere != keys.EventLocator(eventId)) return elsewhere;
        }
    }
}
