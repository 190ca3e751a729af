using System.Globalization;

namespace Conversations.LoadTesting;

/// <summary>What must hold of a scenario. The first thing that does not is told with the member's name.</summary>
internal sealed class ScenarioCheck(string name)
{
    internal static Scenario Validated(string name, Scenario scenario)
    {
        new ScenarioCheck(name).Run(scenario);
        return scenario;
    }

    internal ScenarioException Wrong(string member, string what) => new(name, $"{member} {what}.");

    internal void Range(string member, double value, double least, double most)
    {
        if (double.IsNaN(value) || value < least || value > most) throw Wrong(member, $"is {Number(value)}; it must be {Number(least)} to {Number(most)}");
    }

    internal void Weight(string member, double value)
    {
        if (!double.IsFinite(value) || value <= 0) throw Wrong(member, $"is {Number(value)}; a weight is greater than 0");
    }

    private static string Number(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);

    private void Run(Scenario scenario)
    {
        Mix(scenario);
        Range("rooms", scenario.Rooms, 1, 1_000_000);
        Range("room_skew", scenario.RoomSkew, 0, 5);
        Range("events_per_room", scenario.EventsPerRoom, 0, 1_000_000);
        Range("channels_per_room", scenario.ChannelsPerRoom, 1, 100);
        Range("participants_per_room", scenario.ParticipantsPerRoom, 0, 1000);
        // The reader refuses null elsewhere, but not for a type that a discriminator chooses.
        if (scenario.Payload is null) throw Wrong("payload", "is null");
        scenario.Payload.Validate(this);
        Range("batch", scenario.Batch, 1, EventLimits.MaxEventsPerAdd);
        Range("tail", scenario.Tail, 1, EventLimits.MaxPageLimit);
        Range("processes", scenario.Processes, 1, 64);
        Range("connections_per_process", scenario.ConnectionsPerProcess, 1, 64);
        Range("callers_per_process", scenario.CallersPerProcess, 1, 10_000);
        if (scenario.CallersPerProcess < scenario.ConnectionsPerProcess) throw Wrong("callers_per_process", $"is {scenario.CallersPerProcess}; with fewer callers than connections ({scenario.ConnectionsPerProcess}) some connections would idle");
        if (scenario.Rate is { } rate) Range("rate", rate, 0.1, 10_000_000);
        Range("warm_up_seconds", scenario.WarmUpSeconds, 0, 3600);
        Range("duration_seconds", scenario.DurationSeconds, 0.1, 86_400);
        if (scenario.Growth is { } growth) Growth(growth);
    }

    private void Mix(Scenario scenario)
    {
        if (scenario.Mix.Count == 0) throw Wrong("mix", $"names no operation; there are {LoadOperations.NameList}");
        foreach (var (operation, weight) in scenario.Mix)
        {
            if (!LoadOperations.Names.Contains(operation)) throw Wrong($"mix.{operation}", $"is not an operation; there are {LoadOperations.NameList}");
            Weight($"mix.{operation}", weight);
            if (scenario.EventsPerRoom == 0 && LoadOperations.NeedsEvents(operation)) throw Wrong("events_per_room", $"is 0; mix.{operation} needs rooms with events");
        }
    }

    private void Growth(GrowthPhase growth)
    {
        if (growth.RoomSizes.Count == 0) throw Wrong("growth.room_sizes", "names no size");
        for (var i = 0; i < growth.RoomSizes.Count; i++)
        {
            Range($"growth.room_sizes[{i}]", growth.RoomSizes[i], 1, 10_000_000);
            if (i > 0 && growth.RoomSizes[i] <= growth.RoomSizes[i - 1]) throw Wrong($"growth.room_sizes[{i}]", "is not greater than the size before it");
        }

        Range("growth.samples", growth.Samples, 10, 100_000);
    }
}
