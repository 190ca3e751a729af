namespace Conversations.Tests;

/// <summary>Records for tests: minimal ones, and ones with every member set to something that is not its default.</summary>
internal static class Samples
{
    internal static DateTimeOffset At { get; } = new DateTimeOffset(2024, 2, 29, 23, 59, 58, TimeSpan.Zero).AddTicks(1_234_560);

    internal static DataObject Data { get; } = DataObject.Of(
        ("z", 1),
        ("a", 1.0),
        ("nothing", DataValue.Null),
        ("yes", true),
        ("no", false),
        ("text", "größer 👋 שלום \u0000\"\\"),
        ("list", DataValue.Array(1, "two", 3.5, DataValue.Array(), DataObject.Empty)),
        ("object", DataObject.Of(("inner", DataObject.Of(("deep", -1))))),
        ("empty", DataObject.Empty));

    internal static DataObject Unknown { get; } = DataObject.Of(("from_tomorrow", DataValue.Array(1, 2.0)), ("#4711", "by number"));

    internal static EventSource Source { get; } = new() { ChannelId = "web", ChannelType = ChannelType.WebSocket };

    internal static EventSource FullSource { get; } = new()
    {
        ChannelId = "sms:1",
        ChannelType = ChannelType.Sms,
        Direction = ChannelDirection.Outbound,
        ParticipantId = "p",
        ExternalId = "+49",
        Provider = "carrier",
        RawPayload = Data,
        ProviderMessageId = "m-1",
        UnknownMembers = Unknown,
    };

    internal static ChannelData FullChannelData { get; } = new() { Provider = "carrier", ExternalId = "x", ThreadId = "t", Extra = Data, UnknownMembers = Unknown };

    /// <summary>One of every content type, with every member set.</summary>
    internal static IReadOnlyList<EventContent> FullContents { get; } =
    [
        new TextContent { Body = "Hallo\n", Language = "de", UnknownMembers = Unknown },
        new RichContent { Body = "*Hi*", Format = RichTextFormat.Html, PlainText = "Hi", Buttons = [Data, DataObject.Empty], Cards = [Data], QuickReplies = ["yes", "no"], UnknownMembers = Unknown },
        new MediaContent { Url = "https://e.example/a.png", MimeType = "image/png", Filename = "a.png", SizeBytes = 1L << 40, Caption = "A", UnknownMembers = Unknown },
        new LocationContent { Latitude = -90, Longitude = 179.999, Label = "L", Address = "A", UnknownMembers = Unknown },
        new AudioContent { Url = "http://e.example/a", MimeType = "audio/wav", DurationSeconds = 1.5, Transcript = "t", UnknownMembers = Unknown },
        new VideoContent { Url = "data:video/webm;base64,", MimeType = "video/webm", DurationSeconds = 0, ThumbnailUrl = "https://e.example/t", UnknownMembers = Unknown },
        new SystemContent { Body = "s", Code = "c", Data = Data, UnknownMembers = Unknown },
        new TemplateContent { TemplateId = "t", Language = "fr", Parameters = ValueMap.Of(("z", "1"), ("a", "")), Body = "b", UnknownMembers = Unknown },
        new EditContent { TargetEventId = "e", NewContent = new TextContent { Body = "new" }, EditSource = "sender", UnknownMembers = Unknown },
        new DeleteContent { TargetEventId = "e", DeleteType = DeleteType.Admin, Reason = "r", UnknownMembers = Unknown },
        new ToolCallContent { ToolName = "n", ToolId = "i", Arguments = Data, Result = DataValue.Array(1, DataValue.Null), Status = ToolCallStatus.Failed, DurationMs = 12, Error = "e", StructuredContent = DataObject.Empty, UnknownMembers = Unknown },
        new CompositeContent { Parts = [new TextContent { Body = "1" }, new CompositeContent { Parts = [new UnknownContent("hologram") { UnknownMembers = Data }] }], UnknownMembers = Unknown },
        new UnknownContent("hologram") { UnknownMembers = Data },
    ];

    /// <summary>One of every content type, with only what is required.</summary>
    internal static IReadOnlyList<EventContent> MinimalContents { get; } =
    [
        new TextContent { Body = "" },
        new RichContent { Body = "" },
        new MediaContent { Url = "https://e.example", MimeType = "" },
        new LocationContent { Latitude = 0, Longitude = 0 },
        new AudioContent { Url = "https://e.example" },
        new VideoContent { Url = "https://e.example" },
        new SystemContent { Body = "" },
        new TemplateContent { TemplateId = "" },
        new EditContent { TargetEventId = "x", NewContent = new TextContent { Body = "" } },
        new DeleteContent { TargetEventId = "x" },
        new ToolCallContent { ToolName = "", ToolId = "" },
        new CompositeContent { Parts = [new TextContent { Body = "" }] },
        new UnknownContent("hologram"),
    ];

    internal static Room FullRoom { get; } = new()
    {
        Id = "room",
        OrganizationId = "org",
        Status = RoomStatus.Paused,
        CreatedAt = At,
        UpdatedAt = At.AddHours(1),
        ClosedAt = At.AddHours(2),
        Timers = new() { InactiveAfterSeconds = 0, ClosedAfterSeconds = int.MaxValue, LastActivityAt = At.AddMinutes(1), UnknownMembers = Unknown },
        AgentResponsePolicy = AgentResponsePolicy.AddressedOnly,
        Metadata = Data,
        EventCount = 7,
        LatestIndex = 9,
        DeliveredIndex = 3,
        UnknownMembers = Unknown,
    };

    internal static RoomEvent FullEvent { get; } = new()
    {
        Id = "event",
        RoomId = "room",
        Type = EventType.ToolCallEnd,
        Source = FullSource,
        Content = FullContents[0],
        Status = EventStatus.Blocked,
        BlockedBy = "rule",
        Visibility = "internal",
        AddressedTo = ["a", "b"],
        ResponseVisibility = "none",
        Index = 1L << 50,
        ChainDepth = 3,
        ParentEventId = "root",
        CorrelationId = "c",
        IdempotencyKey = "k",
        CreatedAt = At,
        Metadata = Data,
        ChannelData = FullChannelData,
        DeliveryResults = Data,
        UnknownMembers = Unknown,
    };

    internal static ChannelCapabilities FullCapabilities { get; } = new()
    {
        MediaTypes = [ChannelMediaType.Video, new("smell")],
        MaxLength = 1,
        SupportsThreading = true,
        SupportsReactions = true,
        SupportsEdit = true,
        SupportsDelete = true,
        SupportsReadReceipts = true,
        SupportsTyping = true,
        SupportsTemplates = true,
        SupportsRichText = true,
        SupportsButtons = true,
        MaxButtons = 2,
        SupportsCards = true,
        SupportsQuickReplies = true,
        SupportsMedia = true,
        SupportedMediaTypes = ["image/png"],
        MaxMediaSizeBytes = 3,
        SupportsAudio = true,
        MaxAudioDurationSeconds = 4,
        SupportedAudioFormats = [],
        SupportsVideo = true,
        MaxVideoDurationSeconds = 5.5,
        SupportedVideoFormats = ["webm"],
        DeliveryMode = DeliveryMode.RoundRobin,
        Custom = Data,
        UnknownMembers = Unknown,
    };

    internal static ChannelBinding FullBinding { get; } = new()
    {
        ChannelId = "channel",
        RoomId = "room",
        ChannelType = ChannelType.WhatsApp,
        Category = ChannelCategory.Intelligence,
        Direction = BindingDirection.Inbound,
        Access = ChannelAccess.ReadOnly,
        Muted = true,
        OutputMuted = true,
        Visibility = "none",
        ParticipantId = "p",
        LastReadIndex = 0,
        AttachedAt = At,
        Capabilities = FullCapabilities,
        RateLimit = new() { MaxPerSecond = 0.5, MaxPerMinute = 30, MaxPerHour = 1e9, UnknownMembers = Unknown },
        RetryPolicy = new() { MaxRetries = 0, BaseDelaySeconds = 0, MaxDelaySeconds = 0.1, ExponentialBase = 1, RetryableErrors = [], UnknownMembers = Unknown },
        Metadata = Data,
        UnknownMembers = Unknown,
    };

    internal static Participant FullParticipant { get; } = new()
    {
        Id = "p",
        RoomId = "room",
        ChannelId = "channel",
        DisplayName = "Ada",
        Role = ParticipantRole.Owner,
        Status = ParticipantStatus.Left,
        Identification = IdentificationStatus.Identified,
        IdentityId = "i",
        Candidates = [],
        ConnectedVia = ["channel", "other"],
        ExternalId = "x",
        ResolvedAt = At,
        ResolvedBy = "r",
        JoinedAt = At.AddDays(-1),
        Metadata = Data,
        UnknownMembers = Unknown,
    };

    internal static Identity FullIdentity { get; } = new()
    {
        Id = "i",
        OrganizationId = "org",
        DisplayName = "Ada",
        Email = "ada@e.example",
        Phone = "+49",
        ChannelAddresses = ValueMap.Of<ValueList<string>>(("sms", ["+49", "+50"]), ("email", [])),
        ExternalId = "x",
        ExternalIds = ValueMap.Of(("crm", "1"), ("a", "2")),
        Metadata = Data,
        UnknownMembers = Unknown,
    };

    internal static ConversationTask FullTask { get; } = new()
    {
        Id = "t",
        RoomId = "room",
        Title = "T",
        Description = "D",
        AssignedTo = "p",
        Status = ConversationTaskStatus.InProgress,
        CreatedAt = At,
        Metadata = Data,
        UnknownMembers = Unknown,
    };

    internal static Observation FullObservation { get; } = new()
    {
        Id = "o",
        RoomId = "room",
        ChannelId = "channel",
        Content = "C",
        Category = "mood",
        Confidence = 0.25,
        CreatedAt = At,
        Metadata = Data,
        UnknownMembers = Unknown,
    };

    /// <summary>A message of a line of text.</summary>
    internal static RoomEvent Text(string roomId, string eventId) =>
        new() { Id = eventId, RoomId = roomId, Source = Source, Content = new TextContent { Body = "hello" }, CreatedAt = At };
}
