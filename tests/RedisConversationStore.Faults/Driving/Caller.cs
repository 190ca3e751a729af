using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>One of the callers of a driver: makes one call after the other, in a mix that follows from the seed.</summary>
/// <remarks>The callers of the same number in all drivers make the same choices, in their own pace: they race for rooms, events, keys and steps as the replicas of a bot that get the same webhooks.</remarks>
public sealed class Caller
{
    private const int PageLimit = 100;

    private readonly RecordedStore store;
    private readonly DriverSettings settings;
    private readonly int number;
    private readonly Random shared;
    private readonly Random own;
    private readonly CallerRoom[] rooms;
    private readonly Mix<Func<CallerRoom, Task>> mix;
    private int step;

    public Caller(RecordedStore store, RecordedRecords records, DriverSettings settings, int number)
    {
        this.store = store;
        this.settings = settings;
        this.number = number;
        shared = new(HashCode(settings.Seed, number));
        own = new(HashCode(settings.Seed, number, settings.DriverNumber + 1));
        rooms = [.. Enumerable.Range(0, settings.Rooms).Select(room => new CallerRoom(RoomId(room)))];
        var recordCaller = new RecordCaller(records, settings, number, shared, own);
        (int, Func<CallerRoom, Task>)[] onRooms =
        [
            (10, room => AddAsync(room, OwnEvent(room))),
            (12, room => AddAsync(room, KeyedEvent(room))),
            (5, room => AddAsync(room, SharedEvent(room))),
            (3, RepeatAsync),
            (6, AddManyAsync),
            (5, DeleteAsync),
            (14, ReadOnAsync),
            (2, ReadAgainAsync),
            (6, room => store.ClaimAsync(room.Id, $"claim-{number}-{step}")),
            (8, MarkReadAsync),
            (4, room => store.MarkAllReadAsync(room.Id, Channel)),
            (6, room => store.UnreadCountAsync(room.Id, Channel)),
            (5, room => store.MarkersAsync(room.Id)),
            (8, room => store.PatchMetadataAsync(room.Id, MetadataKey, ++room.Counter)),
            (5, UpdateRoomAsync),
            (5, AdvanceDeliveredAsync),
            (40, _ => recordCaller.WorkAsync()),
        ];
        mix = new(shared, settings.MovesRooms ? [.. onRooms, .. OnLists()] : onRooms);
    }

    /// <summary>The id of the nth room of a run.</summary>
    public static string RoomId(int room) => SentRooms.SharedId(room);

    // The same for all drivers: markers are moved by several at once.
    private string Channel => $"channel-{number}";

    private string MetadataKey => $"counter-{settings.DriverNumber}-{number}";

    /// <summary>Makes calls until it is asked to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            step++;
            var room = rooms[shared.Next(rooms.Length)];
            await mix.Next()(room);
            await Task.Delay(settings.LongestPause * own.NextDouble(), CancellationToken.None);
        }
    }

    /// <summary>What callers do besides when rooms are moved.</summary>
    private (int, Func<CallerRoom, Task>)[] OnLists() =>
    [
        (4, _ => store.CreateRoomAsync($"made-{settings.DriverNumber}-{number}-{step}")),
        (5, UpdateRoomAsync),
        (6, _ => store.ListRoomsAsync(SentRooms.AllCriteria[own.Next(SentRooms.AllCriteria.Count)], own.Next(2, PageLimit))),
        (3, _ => store.ListRoomsAsync(SentRooms.AllCriteria[0], own.Next(2, PageLimit))),
    ];

    private static int HashCode(params ReadOnlySpan<int> parts)
    {
        // System.HashCode differs from process to process.
        var hash = 17;
        foreach (var part in parts) hash = unchecked((hash * 1_000_003) + part);
        return hash;
    }

    private SentEvent OwnEvent(CallerRoom room, int part = 0) => new($"{room.Id}/own-{settings.DriverNumber}-{number}-{step}-{part}");

    /// <summary>Of each driver another event under the same key: one of them wins it.</summary>
    private SentEvent KeyedEvent(CallerRoom room, int part = 0) => new($"{room.Id}/keyed-{settings.DriverNumber}-{number}-{step}-{part}", $"key-{number}-{step}-{part}");

    /// <summary>The same event of every driver, as of a webhook that all replicas get.</summary>
    private SentEvent SharedEvent(CallerRoom room, int part = 0) => new($"{room.Id}/shared-{number}-{step}-{part}");

    private async Task AddAsync(CallerRoom room, SentEvent sent) => room.Learn([sent], await store.AddAsync(room.Id, sent));

    private async Task AddManyAsync(CallerRoom room)
    {
        var sent = new List<SentEvent>();
        for (int part = 0, count = shared.Next(2, 9); part < count; part++)
        {
            sent.Add(shared.Next(3) switch { 0 => OwnEvent(room, part), 1 => KeyedEvent(room, part), _ => SharedEvent(room, part) });
        }

        room.Learn(sent, await store.AddManyAsync(room.Id, sent));
    }

    /// <summary>Sends an event again, as a provider repeats a webhook.</summary>
    private async Task RepeatAsync(CallerRoom room)
    {
        if (room.TakeSent(own) is { } sent) await AddAsync(room, sent);
    }

    private async Task DeleteAsync(CallerRoom room)
    {
        if (room.TakeKnown(own) is { } eventId) await store.DeleteAsync(room.Id, eventId);
    }

    private async Task MarkReadAsync(CallerRoom room)
    {
        if (room.AnyKnown(own) is { } eventId) await store.MarkReadAsync(room.Id, Channel, eventId);
    }

    /// <summary>Follows the room, page by page.</summary>
    private async Task ReadOnAsync(CallerRoom room)
    {
        if (await store.TimelineAsync(room.Id, room.ReadUpTo, PageLimit) is [.., var last]) room.ReadUpTo = last.Index!.Value;
    }

    private Task ReadAgainAsync(CallerRoom room) => store.TimelineAsync(room.Id, own.NextInt64(-1, room.ReadUpTo + 1), PageLimit);

    private async Task UpdateRoomAsync(CallerRoom room)
    {
        if (await store.GetRoomAsync(room.Id) is not { } current) return;
        if (settings.MovesRooms) current = SentRooms.Move(current, own.Next(100));
        await store.UpdateRoomAsync(current, MetadataKey, ++room.Counter);
    }

    private async Task AdvanceDeliveredAsync(CallerRoom room)
    {
        var moved = await store.AdvanceDeliveredAsync(room.Id, room.Delivered + 1);
        room.Delivered = moved is true ? room.Delivered + 1 : await store.GetDeliveredAsync(room.Id) ?? room.Delivered;
    }
}
