namespace Conversations.Conformance;

public static partial class Samples
{
    /// <summary>Members that no version of this library knows, by name and by field number, at any depth.</summary>
    public static DataObject UnknownMembers { get; } = DataObject.Of(
        ("from_the_future", DataObject.Of(("nested", DataValue.Array(1, 2.5, "three")), ("#7", true))),
        ("#4711", "by number"));

    /// <summary>A room with every member set that is the caller's.</summary>
    public static Room FullRoom(string id = RoomId) => new()
    {
        Id = id,
        OrganizationId = "org-1",
        Status = RoomStatus.Paused,
        CreatedAt = Instant,
        UpdatedAt = Instant.AddMinutes(1),
        ClosedAt = Instant.AddHours(1),
        Timers = new()
        {
            InactiveAfterSeconds = 300,
            ClosedAfterSeconds = 0,
            LastActivityAt = Instant.AddSeconds(3),
            UnknownMembers = UnknownMembers,
        },
        AgentResponsePolicy = AgentResponsePolicy.AddressedOnly,
        Metadata = Data,
        UnknownMembers = UnknownMembers,
    };

    /// <summary>An event with every member set but the index, which a store assigns.</summary>
    public static RoomEvent FullEvent(string id, string roomId = RoomId) => new()
    {
        Id = id,
        RoomId = roomId,
        Type = EventType.ToolCallEnd,
        Source = new()
        {
            ChannelId = ChannelId,
            ChannelType = ChannelType.WhatsAppPersonal,
            Direction = ChannelDirection.Outbound,
            ParticipantId = "participant",
            ExternalId = "+43 1 234",
            Provider = "provider",
            RawPayload = Data,
            ProviderMessageId = "wamid.1",
            UnknownMembers = UnknownMembers,
        },
        Content = Contents["composite"],
        Status = EventStatus.Blocked,
        BlockedBy = "rule-7",
        Visibility = "intelligence",
        AddressedTo = ["agent-1", "agent-2"],
        ResponseVisibility = "internal",
        ChainDepth = 3,
        ParentEventId = "root",
        CorrelationId = "correlation",
        IdempotencyKey = $"key of {id}",
        CreatedAt = Instant,
        Metadata = Data,
        ChannelData = new()
        {
            Provider = "provider",
            ExternalId = "external",
            ThreadId = "thread",
            Extra = Data,
            UnknownMembers = UnknownMembers,
        },
        DeliveryResults = DataObject.Of(("sms", DataObject.Of(("ok", true), ("attempts", 2)))),
        UnknownMembers = UnknownMembers,
    };

    /// <summary>A binding with every member set.</summary>
    public static ChannelBinding FullBinding(string channelId = ChannelId, string roomId = RoomId) => new()
    {
        ChannelId = channelId,
        RoomId = roomId,
        ChannelType = ChannelType.RealtimeAudioVideo,
        Category = ChannelCategory.Intelligence,
        Direction = BindingDirection.Inbound,
        Access = ChannelAccess.ReadOnly,
        Muted = true,
        OutputMuted = true,
        Visibility = "transport",
        ParticipantId = "participant",
        LastReadIndex = 41,
        AttachedAt = Instant,
        Capabilities = FullCapabilities,
        RateLimit = new() { MaxPerSecond = 0.5, MaxPerMinute = 20, MaxPerHour = 1000, UnknownMembers = UnknownMembers },
        RetryPolicy = new()
        {
            MaxRetries = 0,
            BaseDelaySeconds = 0.25,
            MaxDelaySeconds = 0,
            ExponentialBase = 1,
            RetryableErrors = ["timeout", "429"],
            UnknownMembers = UnknownMembers,
        },
        Metadata = Data,
        UnknownMembers = UnknownMembers,
    };

    /// <summary>Capabilities with every member set.</summary>
    public static ChannelCapabilities FullCapabilities => new()
    {
        MediaTypes = [ChannelMediaType.Rich, ChannelMediaType.Video, ChannelMediaType.Location],
        MaxLength = 1600,
        SupportsThreading = true,
        SupportsReactions = true,
        SupportsEdit = true,
        SupportsDelete = true,
        SupportsReadReceipts = true,
        SupportsTyping = true,
        SupportsTemplates = true,
        SupportsRichText = true,
        SupportsButtons = true,
        MaxButtons = 3,
        SupportsCards = true,
        SupportsQuickReplies = true,
        SupportsMedia = true,
        SupportedMediaTypes = ["image/png"],
        MaxMediaSizeBytes = 5_000_000_000,
        SupportsAudio = true,
        MaxAudioDurationSeconds = 59.5,
        SupportedAudioFormats = [],
        SupportsVideo = true,
        MaxVideoDurationSeconds = 30,
        SupportedVideoFormats = ["video/mp4", "video/webm"],
        DeliveryMode = DeliveryMode.RoundRobin,
        Custom = Data,
        UnknownMembers = UnknownMembers,
    };

    /// <summary>A participant with every member set.</summary>
    public static Participant FullParticipant(string id = "participant", string roomId = RoomId) => new()
    {
        Id = id,
        RoomId = roomId,
        ChannelId = ChannelId,
        DisplayName = "Ada",
        Role = ParticipantRole.Observer,
        Status = ParticipantStatus.Banned,
        Identification = IdentificationStatus.ChallengeSent,
        IdentityId = "identity",
        Candidates = [],
        ConnectedVia = [ChannelId, "channel-2"],
        ExternalId = "external",
        ResolvedAt = Instant.AddMinutes(5),
        ResolvedBy = "operator",
        JoinedAt = Instant,
        Metadata = Data,
        UnknownMembers = UnknownMembers,
    };

    /// <summary>An identity with every member set.</summary>
    public static Identity FullIdentity(string id = "identity") => new()
    {
        Id = id,
        OrganizationId = "org-1",
        DisplayName = "Ada Lovelace",
        Email = "ada@example.org",
        Phone = "+43 1 234",
        ChannelAddresses = ValueMap.Of<ValueList<string>>(("sms", ["+43 1 234", "+43 1 235"]), ("email", ["ada@example.org"])),
        ExternalId = "external",
        ExternalIds = ValueMap.Of(("crm", "1815"), ("", "empty system")),
        Metadata = Data,
        UnknownMembers = UnknownMembers,
    };

    /// <summary>A task with every member set.</summary>
    public static ConversationTask FullTask(string id = "task", string roomId = RoomId) => new()
    {
        Id = id,
        RoomId = roomId,
        Title = "Call back",
        Description = "About the invoice",
        AssignedTo = "agent",
        Status = ConversationTaskStatus.InProgress,
        CreatedAt = Instant,
        Metadata = Data,
        UnknownMembers = UnknownMembers,
    };

    /// <summary>An observation with every member set.</summary>
    public static Observation FullObservation(string id = "observation", string roomId = RoomId) => new()
    {
        Id = id,
        RoomId = roomId,
        ChannelId = ChannelId,
        Content = "Is in a hurry",
        Category = "mood",
        Confidence = 0.25,
        CreatedAt = Instant,
        Metadata = Data,
        UnknownMembers = UnknownMembers,
    };
}
