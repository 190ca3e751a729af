using System.Collections.Concurrent;
using Conversations.Conformance;
using Conversations.Redis.Tests.Concurrency;
using Conversations.Redis.Tests.Keys;
using Conversations.Writer;

namespace Conversations.Redis.Tests.Cluster;

/// <summary>Rooms that share a slot, with writers and readers who go on while the cluster changes under them, and must not notice.</summary>
internal sealed class BusyRooms : IAsyncDisposable
{
    private const int Rooms = 3;
    private const int WritersPerRoom = 3;

    // So that the keys of a slot stay few enough to be moved in little time.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);

    private readonly RedisConversationStore store;
    private readonly CancellationToken cancellationToken;
    private readonly CancellationTokenSource over = new();
    private readonly Dictionary<string, ConcurrentQueue<Acknowledgement>> acknowledged;
    private readonly Task running;
    private int count;

    private BusyRooms(RedisConversationStore store, string[] rooms, CancellationToken cancellationToken)
    {
        this.store = store;
        this.cancellationToken = cancellationToken;
        Slot = SlotOf(rooms[0]);
        acknowledged = rooms.ToDictionary(room => room, _ => new ConcurrentQueue<Acknowledgement>());
        running = Task.WhenAll(rooms.SelectMany(room => Enumerable.Range(0, WritersPerRoom).Select(writer => Task.Run(() => WriteAsync(room, writer))).Append(Task.Run(() => ReadAsync(room)))));
    }

    /// <summary>The slot of all the rooms.</summary>
    internal int Slot { get; }

    internal static async Task<BusyRooms> StartAsync(RedisCluster cluster, CancellationToken cancellationToken)
    {
        var store = await RedisConversationStore.ConnectAsync(cluster.ConnectionString, PatientOptions.Create(), cancellationToken);
        var rooms = Enumerable.Range(0, int.MaxValue).Select(number => $"room {number}").Where(room => SlotOf(room) == SlotOf("room 0")).Take(Rooms).ToArray();
        foreach (var room in rooms) await store.Rooms.CreateAsync(Samples.Room(room), cancellationToken);
        return new(store, rooms, cancellationToken);
    }

    /// <summary>Waits until so many more events have been acknowledged.</summary>
    internal async Task WrittenAsync(int more)
    {
        var goal = Volatile.Read(ref count) + more;
        await Condition.HoldsAsync($"{more} more events are acknowledged", () => Task.FromResult(running.IsFaulted || Volatile.Read(ref count) >= goal), cancellationToken);
        if (running.IsFaulted) await running;
    }

    /// <summary>Ends the calls, none of which may have failed, and compares what they were told with what the rooms hold.</summary>
    internal async Task StopAndVerifyAsync()
    {
        await over.CancelAsync();
        await running;
        foreach (var (room, events) in acknowledged)
        {
            await AcknowledgedEvents.VerifyAsync(store, room, events, events.Select(known => known.Id), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await running.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await store.DisposeAsync();
        over.Dispose();
    }

    private static int SlotOf(string room) => HashSlot.Of($"{{{room}}}");

    private async Task WriteAsync(string room, int writer)
    {
        for (var number = 0; !over.IsCancellationRequested; number++)
        {
            var roomEvent = Samples.Event($"{room}-{writer}-{number}", room);
            if (number % 3 == 0)
            {
                RoomEvent[] pair = [roomEvent, Samples.Reply(roomEvent.Id + "-reply", roomEvent.Id) with { RoomId = room }];
                foreach (var result in await store.Events.AddManyAsync(room, pair, cancellationToken: cancellationToken)) Acknowledge(room, result);
            }
            else
            {
                Acknowledge(room, await store.Events.AddAsync(roomEvent with { IdempotencyKey = number % 3 == 1 ? "key of " + roomEvent.Id : null }, cancellationToken: cancellationToken));
            }

            await Task.Delay(Pace, cancellationToken);
        }
    }

    private void Acknowledge(string room, AddEventResult result)
    {
        // A retry of the store's own is answered as a duplicate, at the same index.
        acknowledged[room].Enqueue(new(result.Event.Id, result.Event.Index!.Value));
        Interlocked.Increment(ref count);
    }

    // What was acknowledged before a read, the read sees.
    private async Task ReadAsync(string room)
    {
        for (var number = 0; !over.IsCancellationRequested; number++)
        {
            await Task.Delay(Pace, cancellationToken);
            if (!acknowledged[room].TryPeek(out var first)) continue;
            var known = acknowledged[room].ToArray();
            var last = known[^1];
            var marked = await store.ReadState.MarkReadAsync(room, $"reader {number}", last.Id, cancellationToken);
            var count = await store.Events.CountAsync(room, cancellationToken);
            var unread = await store.ReadState.UnreadCountAsync(room, "nobody", cancellationToken);
            var listed = await store.Events.ListAsync(room, EventPage.After(last.Index - 1, limit: 1), cancellationToken: cancellationToken);
            var got = await store.Events.GetAsync(room, first.Id, cancellationToken);
            if (!marked || count < known.Length || unread < known.Length || listed.Single().Id != last.Id || got?.Index != first.Index)
            {
                throw new InvalidOperationException($"{room}: of {known.Length} acknowledged events the reader sees {count}, {unread} unread; marked {marked}; at {last.Index} is {listed.Single().Id}.");
            }
        }
    }
}
