using Xunit;

namespace Conversations.Conformance;

/// <summary>Records with values out of their ranges are refused by every write.</summary>
/// <param name="fixture">The backend.</param>
public abstract class BadRecordConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    private const string Surrogate = "half \uD83D";

    private static readonly DataObject TooDeep = DataObject.Of(("a", Samples.Deep(DataValue.MaxDepth)));
    private static readonly Room Room = Samples.Room();
    private static readonly RoomEvent Event = Samples.Event("new");
    private static readonly ChannelBinding Binding = Samples.Binding();
    private static readonly ChannelCapabilities Capabilities = ChannelCapabilities.TextOnly;
    private static readonly Participant Participant = Samples.Participant();

    private static readonly Dictionary<string, ConversationRecord> BadRecords = new()
    {
        ["room: negative timer"] = Room with { Timers = new() { InactiveAfterSeconds = -1 } },
        ["room: negative closing timer"] = Room with { Timers = new() { ClosedAfterSeconds = -1 } },
        ["room: no timers"] = Room with { Timers = null! },
        ["room: created too early"] = Room with { CreatedAt = Instants.Earliest.AddTicks(-1) },
        ["room: updated too late"] = Room with { UpdatedAt = Instants.Latest.AddTicks(1) },
        ["room: closed too late"] = Room with { ClosedAt = Instants.Latest.AddTicks(1) },
        ["room: active too early"] = Room with { Timers = new() { LastActivityAt = DateTimeOffset.MinValue } },
        ["room: no metadata"] = Room with { Metadata = null! },
        ["room: metadata too deep"] = Room with { Metadata = TooDeep },
        ["room: metadata with half a character"] = Room with { Metadata = DataObject.Of((Surrogate, 1)) },
        ["room: unknown member with a known name"] = Room with { UnknownMembers = DataObject.Of(("status", "closed")) },
        ["room: unknown member with a known number"] = Room with { UnknownMembers = DataObject.Of(("#3", "closed")) },
        ["event: negative chain depth"] = Event with { ChainDepth = -1 },
        ["event: negative index"] = Event with { Index = -1 },
        ["event: created too late"] = Event with { CreatedAt = Instants.Latest.AddTicks(1) },
        ["event: no source"] = Event with { Source = null! },
        ["event: no content"] = Event with { Content = null! },
        ["event: no visibility"] = Event with { Visibility = null! },
        ["event: no metadata"] = Event with { Metadata = null! },
        ["event: metadata too deep"] = Event with { Metadata = TooDeep },
        ["event: payload too deep"] = Event with { Source = Event.Source with { RawPayload = TooDeep } },
        ["event: half a character in the text"] = Event with { Content = new TextContent { Body = Surrogate } },
        ["event: half a character in the correlation"] = Event with { CorrelationId = Surrogate },
        ["event: unknown member with a known name"] = Event with { UnknownMembers = DataObject.Of(("index", 1)) },
        ["content: no text"] = Event with { Content = new TextContent { Body = null! } },
        ["content: negative size"] = Event with { Content = new MediaContent { Url = "https://example.org", MimeType = "a/b", SizeBytes = -1 } },
        ["content: media from a file"] = Event with { Content = new MediaContent { Url = "file:///etc/passwd", MimeType = "a/b" } },
        ["content: audio by ftp"] = Event with { Content = new AudioContent { Url = "ftp://example.org" } },
        ["content: video without a URL"] = Event with { Content = new VideoContent { Url = "" } },
        ["content: thumbnail by script"] = Event with { Content = new VideoContent { Url = "https://example.org", ThumbnailUrl = "javascript:0" } },
        ["content: negative duration"] = Event with { Content = new AudioContent { Url = "https://example.org", DurationSeconds = -0.1 } },
        ["content: endless duration"] = Event with { Content = new VideoContent { Url = "https://example.org", DurationSeconds = double.PositiveInfinity } },
        ["content: too far north"] = Event with { Content = new LocationContent { Latitude = 90.1, Longitude = 0 } },
        ["content: too far west"] = Event with { Content = new LocationContent { Latitude = 0, Longitude = -180.1 } },
        ["content: nowhere"] = Event with { Content = new LocationContent { Latitude = double.NaN, Longitude = 0 } },
        ["content: no parts"] = Event with { Content = new CompositeContent { Parts = [] } },
        ["content: nested six deep"] = Event with { Content = Samples.Nested(CompositeContent.MaxDepth + 1) },
        ["content: bad part"] = Event with { Content = new CompositeContent { Parts = [new LocationContent { Latitude = 91, Longitude = 0 }] } },
        ["content: edit of a bad id"] = Event with { Content = new EditContent { TargetEventId = " ", NewContent = Event.Content } },
        ["content: bad edit"] = Event with { Content = new EditContent { TargetEventId = "e", NewContent = new TextContent { Body = Surrogate } } },
        ["content: deletion of a bad id"] = Event with { Content = new DeleteContent { TargetEventId = "" } },
        ["content: negative milliseconds"] = Event with { Content = new ToolCallContent { ToolName = "t", ToolId = "1", DurationMs = -1 } },
        ["content: arguments too deep"] = Event with { Content = new ToolCallContent { ToolName = "t", ToolId = "1", Arguments = TooDeep } },
        ["content: no template parameters"] = Event with { Content = new TemplateContent { TemplateId = "t", Parameters = null! } },
        ["content: no system data"] = Event with { Content = new SystemContent { Body = "s", Data = null! } },
        ["binding: negative last read index"] = Binding with { LastReadIndex = -1 },
        ["binding: attached too early"] = Binding with { AttachedAt = Instants.Earliest.AddTicks(-1) },
        ["binding: no capabilities"] = Binding with { Capabilities = null! },
        ["binding: length 0"] = Binding with { Capabilities = Capabilities with { MaxLength = 0 } },
        ["binding: 0 buttons"] = Binding with { Capabilities = Capabilities with { MaxButtons = 0 } },
        ["binding: media of 0 bytes"] = Binding with { Capabilities = Capabilities with { MaxMediaSizeBytes = 0 } },
        ["binding: audio of 0 seconds"] = Binding with { Capabilities = Capabilities with { MaxAudioDurationSeconds = 0 } },
        ["binding: video of NaN seconds"] = Binding with { Capabilities = Capabilities with { MaxVideoDurationSeconds = double.NaN } },
        ["binding: custom capabilities too deep"] = Binding with { Capabilities = Capabilities with { Custom = TooDeep } },
        ["binding: 0 a second"] = Binding with { RateLimit = new() { MaxPerSecond = 0 } },
        ["binding: negative a minute"] = Binding with { RateLimit = new() { MaxPerMinute = -1 } },
        ["binding: 0 an hour"] = Binding with { RateLimit = new() { MaxPerHour = 0 } },
        ["binding: negative retries"] = Binding with { RetryPolicy = new() { MaxRetries = -1 } },
        ["binding: negative delay"] = Binding with { RetryPolicy = new() { BaseDelaySeconds = -1 } },
        ["binding: negative longest delay"] = Binding with { RetryPolicy = new() { MaxDelaySeconds = -1 } },
        ["binding: shrinking delay"] = Binding with { RetryPolicy = new() { ExponentialBase = 0.9 } },
        ["participant: no connected_via"] = Participant with { ConnectedVia = null! },
        ["participant: half a character"] = Participant with { DisplayName = Surrogate },
        ["participant: joined too late"] = Participant with { JoinedAt = DateTimeOffset.MaxValue },
        ["identity: no addresses"] = Samples.Identity() with { ChannelAddresses = null! },
        ["identity: half a character"] = Samples.Identity() with { Email = Surrogate },
        ["task: no title"] = Samples.Task() with { Title = null! },
        ["task: created too early"] = Samples.Task() with { CreatedAt = DateTimeOffset.MinValue },
        ["observation: no content"] = Samples.Observation() with { Content = null! },
        ["observation: surer than sure"] = Samples.Observation() with { Confidence = 1.01 },
        ["observation: less than unsure"] = Samples.Observation() with { Confidence = -0.01 },
        ["observation: not a number"] = Samples.Observation() with { Confidence = double.NaN },
    };

    /// <summary>Records with one wrong value each.</summary>
    public static TheoryData<string> Records { get; } = [.. BadRecords.Keys];

    [Theory]
    [MemberData(nameof(Records))]
    public async Task Values_out_of_range_are_argument_errors_in_every_write(string record)
    {
        await CreateRoomAsync();

        foreach (var writeAsync in Writes(BadRecords[record]))
        {
            var error = await Record.ExceptionAsync(writeAsync);
            Assert.True(error is ArgumentException, $"{record}: {error?.ToString() ?? "no error"}");
        }

        Assert.Equal(1, (await RoomAsync()).Version);
        Assert.Empty(await EventIdsAsync());
    }

    private IEnumerable<Func<Task>> Writes(ConversationRecord record) => record switch
    {
        Room room => [() => Store.Rooms.CreateAsync(room with { Id = "new" }, Token), () => Store.Rooms.UpdateAsync(room, Token), () => Store.Rooms.UpdateAsync(room, 1, Token)],
        RoomEvent roomEvent =>
        [
            () => Store.Events.AddAsync(roomEvent, cancellationToken: Token),
            () => Store.Events.AddManyAsync(Samples.RoomId, [roomEvent], cancellationToken: Token),
            () => Store.Events.ImportAsync(roomEvent with { Index = roomEvent.Index ?? 0 }, Token),
            () => Store.Events.UpdateAsync(roomEvent, Token),
        ],
        ChannelBinding binding => [() => Store.Bindings.AddAsync(binding, Token), () => Store.Bindings.UpdateAsync(binding, Token)],
        Participant participant => [() => Store.Participants.AddAsync(participant, Token), () => Store.Participants.UpdateAsync(participant, Token)],
        Identity identity => [() => Store.Identities.CreateAsync(identity, Token)],
        ConversationTask task => [() => Store.Tasks.AddAsync(task, Token), () => Store.Tasks.UpdateAsync(task, Token)],
        Observation observation => [() => Store.Observations.AddAsync(observation, Token), () => Store.Observations.UpdateAsync(observation, Token)],
        _ => throw new ArgumentException($"There is no write of a {record.GetType().Name}.", nameof(record)),
    };
}
