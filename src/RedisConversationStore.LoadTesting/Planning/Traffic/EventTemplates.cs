using System.Globalization;

namespace Conversations.LoadTesting.Planning;

/// <summary>What the planned rooms and their events look like. Events are made from templates in turn, each with ids of its own of the usual length.</summary>
internal sealed class EventTemplates
{
    private const int MostTemplates = 5000;

    // People write in words, but nothing in the store compresses: any text of the length takes the same.
    private const string Words = "Could you find out where my parcel is? The page has not changed since Monday. ";

    private readonly IReadOnlyList<RoomEvent> templates;
    private readonly CapacityProfile profile;

    private EventTemplates(IReadOnlyList<RoomEvent> templates, CapacityProfile profile)
    {
        this.templates = templates;
        this.profile = profile;
    }

    /// <summary>Bytes of an event's text, on average.</summary>
    internal double MeanTextBytes => templates.Average(template => (template.Content as TextContent)?.Body.Length ?? 0);

    /// <summary>Text messages of the profile's length.</summary>
    internal static EventTemplates Of(CapacityProfile profile) => new([Message(profile.PayloadBytes)], profile);

    /// <summary>Events as a transcript has them; of a long one, some from everywhere.</summary>
    internal static EventTemplates Of(CapacityProfile profile, IReadOnlyList<RoomEvent> events)
    {
        var stride = Math.Max(1, (events.Count + MostTemplates - 1) / MostTemplates);
        return events.Count == 0 ? Of(profile) : new([.. events.Where((_, at) => at % stride == 0)], profile);
    }

    internal static Room Room(string id) => new() { Id = id, Metadata = DataObject.Of(("topic", "delivery"), ("priority", 2)) };

    internal IEnumerable<ChannelBinding> Bindings(string roomId) => Enumerable.Range(0, profile.Bindings).Select(number => new ChannelBinding
    {
        RoomId = roomId,
        ChannelId = ChannelId(number),
        ChannelType = ChannelType.WhatsApp,
        Metadata = DataObject.Of(("number", "+431234567890")),
    });

    internal IEnumerable<Participant> Participants(string roomId) => Enumerable.Range(0, profile.Participants).Select(number => new Participant
    {
        Id = ParticipantId(roomId, number),
        RoomId = roomId,
        ChannelId = ChannelId(0),
        DisplayName = "Ada Lovelace",
        ExternalId = "+431234567890",
    });

    /// <summary>An event of a room.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="roomNumber">Tells its events from those of other rooms.</param>
    /// <param name="number">Which event of the room, from 0.</param>
    internal RoomEvent Event(string roomId, int roomNumber, long number)
    {
        var template = templates[(int)(number % templates.Count)];
        return template with
        {
            Id = EventId(roomNumber, number),
            RoomId = roomId,
            Index = null,
            IdempotencyKey = profile.IdempotencyKeys ? string.Create(CultureInfo.InvariantCulture, $"wamid.{roomNumber:x8}{number:x12}") : null,
            ParentEventId = template.ParentEventId is null || number == 0 ? null : EventId(roomNumber, number - 1 - DistanceToRoot(number)),
            CreatedAt = DateTimeOffset.UnixEpoch.AddYears(56).AddSeconds(number),
        };
    }

    internal static string EventId(int roomNumber, long number) => string.Create(CultureInfo.InvariantCulture, $"{roomNumber * 2654435761L & 0xFFFFFFFF:x8}8a1f4f0e{number:x16}");

    // A reply belongs to the last event before it that is none.
    private long DistanceToRoot(long number)
    {
        var distance = 0L;
        while (distance < number - 1 && distance < templates.Count && templates[(int)((number - 1 - distance) % templates.Count)].ParentEventId is not null) distance++;
        return distance;
    }

    private static string ChannelId(int number) => string.Create(CultureInfo.InvariantCulture, $"whatsapp-{number:d4}");

    private static string ParticipantId(string roomId, int number) => string.Create(CultureInfo.InvariantCulture, $"{roomId}-person-{number:d3}");

    private static RoomEvent Message(int bytes) => new()
    {
        RoomId = "template",
        Source = new()
        {
            ChannelId = ChannelId(0),
            ChannelType = ChannelType.WhatsApp,
            ParticipantId = "participant-17",
            ExternalId = "+431234567890",
            Provider = "meta",
            ProviderMessageId = "wamid.HBgNNDMxMjM0NTY3ODkw",
        },
        Content = new TextContent { Body = string.Concat(Enumerable.Repeat(Words, (bytes / Words.Length) + 1))[..bytes] },
    };
}
