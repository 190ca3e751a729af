namespace Conversations.Redis.Benchmarks;

/// <summary>The records that are measured.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Instant = new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero).AddMicroseconds(123_456);

    /// <summary>A customer's message as a webhook brings it: about 300 bytes stored.</summary>
    internal static RoomEvent TextEvent { get; } = new()
    {
        Id = "6f1c0c5e8a1f4f0e9d7b2a3c4d5e6f70",
        RoomId = "room-0",
        Source = new()
        {
            ChannelId = "whatsapp-main",
            ChannelType = ChannelType.WhatsApp,
            ParticipantId = "participant-17",
            ExternalId = "+431234567890",
            Provider = "meta",
            ProviderMessageId = "wamid.HBgNNDMxMjM0NTY3ODkw",
        },
        Content = new TextContent { Body = "Hello, my parcel was due on Monday and the tracking page has not changed since. Could you find out where it is?", Language = "en" },
        IdempotencyKey = "wamid.HBgNNDMxMjM0NTY3ODkw",
        CreatedAt = Instant,
    };

    /// <summary>An agent's call of a tool with a table as its result: about 7 KB stored.</summary>
    internal static RoomEvent ToolCallEvent { get; } = TextEvent with
    {
        Type = EventType.ToolCallEnd,
        Content = new ToolCallContent
        {
            ToolName = "search_orders",
            ToolId = "call_01HZX3",
            Arguments = DataObject.Of(("customer", "C-4711"), ("from", "2026-10-01"), ("limit", 60)),
            Result = DataObject.Of(("orders", DataValue.Array([.. Enumerable.Range(0, 60).Select(Order)]))),
            Status = ToolCallStatus.Completed,
            DurationMs = 341,
        },
        IdempotencyKey = null,
    };

    internal static Room Room { get; } = new()
    {
        Id = "room-0",
        OrganizationId = "acme",
        CreatedAt = Instant,
        UpdatedAt = Instant,
        Timers = new() { InactiveAfterSeconds = 3600, ClosedAfterSeconds = 86_400 },
        Metadata = DataObject.Of(("topic", "delivery"), ("priority", 2), ("tags", DataValue.Array("parcel", "late")), ("vip", true)),
    };

    internal static ChannelBinding Binding { get; } = new()
    {
        ChannelId = "whatsapp-main",
        RoomId = "room-0",
        ChannelType = ChannelType.WhatsApp,
        ParticipantId = "participant-17",
        AttachedAt = Instant,
        Capabilities = new() { MediaTypes = [ChannelMediaType.Text, ChannelMediaType.Rich], MaxLength = 4096, SupportsReactions = true, SupportsReadReceipts = true, SupportsMedia = true },
        Metadata = DataObject.Of(("number", "+431234567890")),
    };

    internal static Participant Participant { get; } = new()
    {
        Id = "participant-17",
        RoomId = "room-0",
        ChannelId = "whatsapp-main",
        DisplayName = "Ada",
        JoinedAt = Instant,
    };

    /// <summary>The text event, as another message.</summary>
    internal static RoomEvent Numbered(int number, string roomId) => Marked($"{number:d12}", roomId);

    /// <summary>The text event, with an id and an idempotency key that contain a mark of 12 characters.</summary>
    internal static RoomEvent Marked(string mark, string roomId) => TextEvent with
    {
        Id = $"{mark}4f0e9d7b2a3c4d5e6f70",
        RoomId = roomId,
        IdempotencyKey = $"wamid.HBgNNDMx{mark}",
    };

    /// <summary>A message of 300 bytes stored that comes without an idempotency key, as those of bots do.</summary>
    internal static RoomEvent WithoutKey(int number, string roomId) => Numbered(number, roomId) with
    {
        IdempotencyKey = null,
        Content = ((TextContent)TextEvent.Content) with { Body = ((TextContent)TextEvent.Content).Body + " My order: C-4711-A." },
    };

    private static DataValue Order(int number) => DataObject.Of(
        ("id", $"O-{1000 + number}"),
        ("state", number % 3 == 0 ? "delivered" : "on its way"),
        ("total", 19.90 + number),
        ("items", DataValue.Array(DataObject.Of(("sku", $"SKU-{number:D6}"), ("name", "Woollen scarf, dark green"), ("quantity", 1 + (number % 4))))));
}
