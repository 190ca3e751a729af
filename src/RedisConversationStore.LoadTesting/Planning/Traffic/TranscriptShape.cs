namespace Conversations.LoadTesting.Planning;

/// <summary>What a team's own traffic looks like, taken from a transcript.</summary>
public sealed class TranscriptShape
{
    private TranscriptShape(IReadOnlyList<RoomEvent> events) => Events = events;

    /// <summary>The rooms in it.</summary>
    public long Rooms { get; private init; }

    /// <summary>Its events.</summary>
    public IReadOnlyList<RoomEvent> Events { get; }

    /// <summary>Days from the first event to the last; 1 at least, for a shorter time does not say what a day is like.</summary>
    public double Days { get; private init; }

    /// <summary>People in a room, on average.</summary>
    public double ParticipantsPerRoom { get; private init; }

    /// <summary>Channels bound to a room, on average.</summary>
    public double BindingsPerRoom { get; private init; }

    /// <summary>Events a room has on a day, on average.</summary>
    public double EventsPerRoomPerDay { get; private init; }

    /// <summary>The busiest hour against the mean of all hours.</summary>
    public double PeakFactor { get; private init; }

    /// <summary>Takes the shape of a transcript.</summary>
    /// <param name="records">Its records.</param>
    /// <exception cref="ProfileException">There is no event in it.</exception>
    public static TranscriptShape Of(IReadOnlyList<ConversationRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var events = records.OfType<RoomEvent>().ToList();
        if (events.Count == 0) throw new ProfileException("The transcript has no event in it: there is nothing to plan for.");
        var rooms = Math.Max(1, records.OfType<Room>().Count());
        var days = Math.Max(1, (events.Max(item => item.CreatedAt) - events.Min(item => item.CreatedAt)).TotalDays);
        var busiest = events.GroupBy(item => item.CreatedAt.UtcTicks / TimeSpan.TicksPerHour).Max(hour => hour.Count());
        return new(events)
        {
            Rooms = rooms,
            Days = days,
            ParticipantsPerRoom = (double)records.OfType<Participant>().Count() / rooms,
            BindingsPerRoom = (double)records.OfType<ChannelBinding>().Count() / rooms,
            EventsPerRoomPerDay = events.Count / days / rooms,
            PeakFactor = Math.Max(1, busiest / (events.Count / (days * 24))),
        };
    }

    /// <summary>A profile for traffic of this shape.</summary>
    public CapacityProfile ToProfile() => new()
    {
        Rooms = Rooms,
        Participants = (int)Math.Ceiling(ParticipantsPerRoom),
        Bindings = (int)Math.Ceiling(BindingsPerRoom),
        EventsPerRoomPerDay = EventsPerRoomPerDay,
        PeakFactor = PeakFactor,
    };
}
