namespace Conversations.LoadTesting.Planning;

/// <summary>The planned rooms scaled down to what can be written in seconds.</summary>
/// <param name="Rooms">How many rooms.</param>
/// <param name="EventsPerRoom">Events in each: as planned, unless those are very many.</param>
internal sealed record CheckShape(int Rooms, long EventsPerRoom)
{
    private const long MostBytes = 48L << 20;
    private const long MostEvents = 40_000;
    private const long MostEventsPerRoom = 3000;
    private const long MostRecords = 20_000;
    private const int FewestRooms = 4;

    // What an event takes beside its text, roughly: enough to bound what is written.
    private const int EventOverhead = 700;

    internal static CheckShape Of(CapacityProfile profile, double payloadBytes)
    {
        var events = Math.Clamp((long)(MostBytes / (payloadBytes + EventOverhead)), FewestRooms, MostEvents);
        var eventsPerRoom = (long)Math.Clamp(Math.Round(profile.EventsPerRoom), 1, Math.Min(MostEventsPerRoom, events / FewestRooms));
        var mostRooms = Math.Max(1, MostRecords / (1 + profile.Participants + profile.Bindings));
        return new((int)Math.Min(profile.Rooms, Math.Min(mostRooms, events / eventsPerRoom)), eventsPerRoom);
    }
}
