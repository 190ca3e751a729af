using System.Diagnostics;

namespace Conversations.LoadTesting;

/// <summary>What operations cost in a room of a given size.</summary>
/// <param name="RoomSize">Events in the room.</param>
/// <param name="Operation">The operation.</param>
/// <param name="P50Ms">Half of the calls took no longer.</param>
/// <param name="P99Ms">All but one of a hundred took no longer.</param>
public sealed record GrowthPoint(int RoomSize, string Operation, double P50Ms, double P99Ms);

/// <summary>Fills one room step by step, and measures at each step what an add, an unread count and a tail cost: one caller, the operations in turn, so that noise meets all of them.</summary>
internal sealed class RoomGrowth
{
    private static readonly string[] Measured = ["add_event", "unread_count", "conversation_tail"];

    private readonly int room;
    private readonly Caller caller;

    internal RoomGrowth(IConversationStore store, Scenario scenario)
    {
        // The room after the load's last, empty at first. No idempotency keys: at these numbers they would only take memory.
        var own = scenario with { Rooms = scenario.Rooms + 1, EventsPerRoom = 0, IdempotencyKeys = false };
        room = scenario.Rooms;
        caller = new(store, new RoomSet(own), own, "growth", scenario.Seed);
    }

    /// <param name="growth">The steps.</param>
    /// <param name="onStep">Told the size that is reached next.</param>
    /// <param name="cancellationToken">Stops between calls.</param>
    internal async Task<IReadOnlyList<GrowthPoint>> MeasureAsync(GrowthPhase growth, Action<int> onStep, CancellationToken cancellationToken)
    {
        var points = new List<GrowthPoint>();
        var size = 0;
        await caller.Store.Rooms.CreateAsync(new() { Id = RoomSet.Id(room) }, cancellationToken);
        foreach (var step in growth.RoomSizes)
        {
            onStep(step);
            size = await FillAsync(size, step, cancellationToken);
            points.AddRange(await MeasureStepAsync(step, growth.Samples, cancellationToken));
            size += growth.Samples;
        }

        return points;
    }

    private async Task<int> FillAsync(int size, int wanted, CancellationToken cancellationToken)
    {
        while (size < wanted)
        {
            var events = new RoomEvent[Math.Min(EventLimits.MaxEventsPerAdd, wanted - size)];
            for (var i = 0; i < events.Length; i++) events[i] = caller.NewEvent(room);
            foreach (var batch in EventBatches.Split(events)) await caller.Store.Events.AddManyAsync(RoomSet.Id(room), batch, cancellationToken: cancellationToken);
            size += events.Length;
        }

        return size;
    }

    private async Task<IEnumerable<GrowthPoint>> MeasureStepAsync(int size, int samples, CancellationToken cancellationToken)
    {
        var operations = Measured.Select(name => (Operation: LoadOperations.Get(name), Latencies: Latencies.Empty())).ToList();
        for (var sample = 0; sample < samples; sample++)
        {
            foreach (var (operation, latencies) in operations)
            {
                var begun = Stopwatch.GetTimestamp();
                await operation.CallAsync(caller, room, cancellationToken);
                Latencies.Record(latencies, Stopwatch.GetElapsedTime(begun));
            }
        }

        return operations.Select(measured => new GrowthPoint(size, measured.Operation.Name, Latencies.Milliseconds(measured.Latencies, 50), Latencies.Milliseconds(measured.Latencies, 99)));
    }
}
