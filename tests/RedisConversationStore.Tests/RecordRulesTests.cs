using Xunit;

namespace Conversations.Tests;

/// <summary>One row per rule: a value that is refused, by an error that names the member.</summary>
public sealed partial class RecordRulesTests
{
    private const string Blank = " ", Half = "\ud800", Control = "a\u0007";

    private static readonly string TooLong = new('x', 513);

    private static readonly DateTimeOffset TooEarly = new(1699, 12, 31, 23, 59, 59, TimeSpan.Zero), TooLate = new(2200, 1, 1, 0, 0, 1, TimeSpan.Zero);

    private static readonly DataObject BadData = DataObject.Of(("a", DataValue.Array(DataObject.Of((Half, 1)))));

    private static readonly Dictionary<string, Action> RecordRefusals = new()
    {
        ["Room.Id: null"] = () => Room(room => room with { Id = null! }),
        ["Room.Id: control character"] = () => Room(room => room with { Id = Control }),
        ["Room.OrganizationId: empty"] = () => Room(room => room with { OrganizationId = "" }),
        ["Room.Status: too long"] = () => Room(room => room with { Status = new(TooLong) }),
        ["Room.AgentResponsePolicy: control character"] = () => Room(room => room with { AgentResponsePolicy = new(Control) }),
        ["Room.CreatedAt: too early"] = () => Room(room => room with { CreatedAt = TooEarly }),
        ["Room.UpdatedAt: too late"] = () => Room(room => room with { UpdatedAt = TooLate }),
        ["Room.ClosedAt: too early"] = () => Room(room => room with { ClosedAt = TooEarly }),
        ["Room.Timers: null"] = () => Room(room => room with { Timers = null! }),
        ["Room.Timers.InactiveAfterSeconds: negative"] = () => Room(room => room with { Timers = new() { InactiveAfterSeconds = -1 } }),
        ["Room.Timers.ClosedAfterSeconds: negative"] = () => Room(room => room with { Timers = new() { ClosedAfterSeconds = -1 } }),
        ["Room.Timers.LastActivityAt: too late"] = () => Room(room => room with { Timers = new() { LastActivityAt = TooLate } }),
        ["Room.Timers.UnknownMembers: 'inactive_after_seconds' is known"] = () => Room(room => room with { Timers = new() { UnknownMembers = DataObject.Of(("inactive_after_seconds", 1)) } }),
        ["Room.Metadata: null"] = () => Room(room => room with { Metadata = null! }),
        ["Room.Metadata: no Unicode"] = () => Room(room => room with { Metadata = BadData }),
        ["Room.Metadata: too deep"] = () => Room(room => room with { Metadata = Nested(DataValue.MaxDepth + 1) }),
        ["Room.UnknownMembers: null"] = () => Room(room => room with { UnknownMembers = null! }),
        ["Room.UnknownMembers: too deep"] = () => Room(room => room with { UnknownMembers = Nested(DataValue.MaxDepth + 1) }),
        ["Room.UnknownMembers: 'status' is known"] = () => Room(room => room with { UnknownMembers = DataObject.Of(("status", "x")) }),
        ["Room.UnknownMembers: '#3' is known"] = () => Room(room => room with { UnknownMembers = DataObject.Of(("#3", "x")) }),

        ["Binding.RoomId: null"] = () => Binding(binding => binding with { RoomId = null! }),
        ["Binding.ChannelId: blank"] = () => Binding(binding => binding with { ChannelId = Blank }),
        ["Binding.ChannelType: none"] = () => Binding(binding => binding with { ChannelType = default }),
        ["Binding.Category: too long"] = () => Binding(binding => binding with { Category = new(TooLong) }),
        ["Binding.Direction: too long"] = () => Binding(binding => binding with { Direction = new(TooLong) }),
        ["Binding.Access: too long"] = () => Binding(binding => binding with { Access = new(TooLong) }),
        ["Binding.Visibility: null"] = () => Binding(binding => binding with { Visibility = null! }),
        ["Binding.ParticipantId: empty"] = () => Binding(binding => binding with { ParticipantId = "" }),
        ["Binding.LastReadIndex: negative"] = () => Binding(binding => binding with { LastReadIndex = -1 }),
        ["Binding.AttachedAt: too early"] = () => Binding(binding => binding with { AttachedAt = TooEarly }),
        ["Binding.Metadata: null"] = () => Binding(binding => binding with { Metadata = null! }),
        ["Binding.UnknownMembers: 'muted' is known"] = () => Binding(binding => binding with { UnknownMembers = DataObject.Of(("muted", true)) }),
        ["Binding.Capabilities: null"] = () => Binding(binding => binding with { Capabilities = null! }),
        ["Capabilities.MediaTypes: null"] = () => Capabilities(capabilities => capabilities with { MediaTypes = null! }),
        ["Capabilities.MediaTypes: none"] = () => Capabilities(capabilities => capabilities with { MediaTypes = [default] }),
        ["Capabilities.MaxLength: zero"] = () => Capabilities(capabilities => capabilities with { MaxLength = 0 }),
        ["Capabilities.MaxButtons: zero"] = () => Capabilities(capabilities => capabilities with { MaxButtons = 0 }),
        ["Capabilities.SupportedMediaTypes: null item"] = () => Capabilities(capabilities => capabilities with { SupportedMediaTypes = [null!] }),
        ["Capabilities.MaxMediaSizeBytes: zero"] = () => Capabilities(capabilities => capabilities with { MaxMediaSizeBytes = 0 }),
        ["Capabilities.MaxAudioDurationSeconds: zero"] = () => Capabilities(capabilities => capabilities with { MaxAudioDurationSeconds = 0 }),
        ["Capabilities.SupportedAudioFormats: null item"] = () => Capabilities(capabilities => capabilities with { SupportedAudioFormats = [null!] }),
        ["Capabilities.MaxVideoDurationSeconds: not a number"] = () => Capabilities(capabilities => capabilities with { MaxVideoDurationSeconds = double.NaN }),
        ["Capabilities.SupportedVideoFormats: no Unicode"] = () => Capabilities(capabilities => capabilities with { SupportedVideoFormats = [Half] }),
        ["Capabilities.DeliveryMode: too long"] = () => Capabilities(capabilities => capabilities with { DeliveryMode = new(TooLong) }),
        ["Capabilities.Custom: null"] = () => Capabilities(capabilities => capabilities with { Custom = null! }),
        ["Capabilities.UnknownMembers: 'custom' is known"] = () => Capabilities(capabilities => capabilities with { UnknownMembers = DataObject.Of(("custom", 1)) }),
        ["RateLimit.MaxPerSecond: zero"] = () => Binding(binding => binding with { RateLimit = new() { MaxPerSecond = 0 } }),
        ["RateLimit.MaxPerMinute: negative"] = () => Binding(binding => binding with { RateLimit = new() { MaxPerMinute = -1 } }),
        ["RateLimit.MaxPerHour: infinite"] = () => Binding(binding => binding with { RateLimit = new() { MaxPerHour = double.PositiveInfinity } }),
        ["RateLimit.UnknownMembers: 'max_per_hour' is known"] = () => Binding(binding => binding with { RateLimit = new() { UnknownMembers = DataObject.Of(("max_per_hour", 1)) } }),
        ["RetryPolicy.MaxRetries: negative"] = () => Binding(binding => binding with { RetryPolicy = new() { MaxRetries = -1 } }),
        ["RetryPolicy.BaseDelaySeconds: negative"] = () => Binding(binding => binding with { RetryPolicy = new() { BaseDelaySeconds = -0.1 } }),
        ["RetryPolicy.MaxDelaySeconds: negative"] = () => Binding(binding => binding with { RetryPolicy = new() { MaxDelaySeconds = -0.1 } }),
        ["RetryPolicy.ExponentialBase: below one"] = () => Binding(binding => binding with { RetryPolicy = new() { ExponentialBase = 0.9 } }),
        ["RetryPolicy.RetryableErrors: null item"] = () => Binding(binding => binding with { RetryPolicy = new() { RetryableErrors = [null!] } }),
        ["RetryPolicy.UnknownMembers: 'max_retries' is known"] = () => Binding(binding => binding with { RetryPolicy = new() { UnknownMembers = DataObject.Of(("max_retries", 1)) } }),

        ["Participant.RoomId: blank"] = () => Participant(participant => participant with { RoomId = Blank }),
        ["Participant.Id: null"] = () => Participant(participant => participant with { Id = null! }),
        ["Participant.ChannelId: too long"] = () => Participant(participant => participant with { ChannelId = TooLong }),
        ["Participant.DisplayName: no Unicode"] = () => Participant(participant => participant with { DisplayName = Half }),
        ["Participant.Role: too long"] = () => Participant(participant => participant with { Role = new(TooLong) }),
        ["Participant.Status: too long"] = () => Participant(participant => participant with { Status = new(TooLong) }),
        ["Participant.Identification: too long"] = () => Participant(participant => participant with { Identification = new(TooLong) }),
        ["Participant.IdentityId: empty"] = () => Participant(participant => participant with { IdentityId = "" }),
        ["Participant.Candidates: null item"] = () => Participant(participant => participant with { Candidates = [null!] }),
        ["Participant.ConnectedVia: null"] = () => Participant(participant => participant with { ConnectedVia = null! }),
        ["Participant.ConnectedVia: no Unicode"] = () => Participant(participant => participant with { ConnectedVia = [Half] }),
        ["Participant.ExternalId: no Unicode"] = () => Participant(participant => participant with { ExternalId = Half }),
        ["Participant.ResolvedAt: too late"] = () => Participant(participant => participant with { ResolvedAt = TooLate }),
        ["Participant.ResolvedBy: no Unicode"] = () => Participant(participant => participant with { ResolvedBy = Half }),
        ["Participant.JoinedAt: too early"] = () => Participant(participant => participant with { JoinedAt = TooEarly }),
        ["Participant.Metadata: no Unicode"] = () => Participant(participant => participant with { Metadata = BadData }),
        ["Participant.UnknownMembers: 'role' is known"] = () => Participant(participant => participant with { UnknownMembers = DataObject.Of(("role", 1)) }),

        ["Identity.Id: null"] = () => Identity(identity => identity with { Id = null! }),
        ["Identity.OrganizationId: blank"] = () => Identity(identity => identity with { OrganizationId = Blank }),
        ["Identity.DisplayName: no Unicode"] = () => Identity(identity => identity with { DisplayName = Half }),
        ["Identity.Email: no Unicode"] = () => Identity(identity => identity with { Email = Half }),
        ["Identity.Phone: no Unicode"] = () => Identity(identity => identity with { Phone = Half }),
        ["Identity.ChannelAddresses: null"] = () => Identity(identity => identity with { ChannelAddresses = null! }),
        ["Identity.ChannelAddresses: blank type"] = () => Identity(identity => identity with { ChannelAddresses = ValueMap.Of<ValueList<string>>((Blank, [])) }),
        ["Identity.ChannelAddresses: null list"] = () => Identity(identity => identity with { ChannelAddresses = ValueMap.Of<ValueList<string>>(("sms", null!)) }),
        ["Identity.ChannelAddresses: address too long"] = () => Identity(identity => identity with { ChannelAddresses = ValueMap.Of<ValueList<string>>(("sms", [TooLong])) }),
        ["Identity.ExternalId: no Unicode"] = () => Identity(identity => identity with { ExternalId = Half }),
        ["Identity.ExternalIds: null"] = () => Identity(identity => identity with { ExternalIds = null! }),
        ["Identity.ExternalIds: no Unicode"] = () => Identity(identity => identity with { ExternalIds = ValueMap.Of((Half, "1")) }),
        ["Identity.ExternalIds: null value"] = () => Identity(identity => identity with { ExternalIds = ValueMap.Of(("crm", (string)null!)) }),
        ["Identity.Metadata: null"] = () => Identity(identity => identity with { Metadata = null! }),
        ["Identity.UnknownMembers: 'email' is known"] = () => Identity(identity => identity with { UnknownMembers = DataObject.Of(("email", 1)) }),

        ["Task.Id: blank"] = () => Task(task => task with { Id = Blank }),
        ["Task.RoomId: null"] = () => Task(task => task with { RoomId = null! }),
        ["Task.Title: null"] = () => Task(task => task with { Title = null! }),
        ["Task.Description: no Unicode"] = () => Task(task => task with { Description = Half }),
        ["Task.AssignedTo: no Unicode"] = () => Task(task => task with { AssignedTo = Half }),
        ["Task.Status: too long"] = () => Task(task => task with { Status = new(TooLong) }),
        ["Task.CreatedAt: too late"] = () => Task(task => task with { CreatedAt = TooLate }),
        ["Task.Metadata: null"] = () => Task(task => task with { Metadata = null! }),
        ["Task.UnknownMembers: 'title' is known"] = () => Task(task => task with { UnknownMembers = DataObject.Of(("title", 1)) }),

        ["Observation.Id: blank"] = () => Observation(observation => observation with { Id = Blank }),
        ["Observation.RoomId: null"] = () => Observation(observation => observation with { RoomId = null! }),
        ["Observation.ChannelId: null"] = () => Observation(observation => observation with { ChannelId = null! }),
        ["Observation.Content: null"] = () => Observation(observation => observation with { Content = null! }),
        ["Observation.Category: no Unicode"] = () => Observation(observation => observation with { Category = Half }),
        ["Observation.Confidence: above one"] = () => Observation(observation => observation with { Confidence = 1.01 }),
        ["Observation.Confidence: below zero"] = () => Observation(observation => observation with { Confidence = -0.01 }),
        ["Observation.Confidence: not a number"] = () => Observation(observation => observation with { Confidence = double.NaN }),
        ["Observation.CreatedAt: too early"] = () => Observation(observation => observation with { CreatedAt = TooEarly }),
        ["Observation.Metadata: null"] = () => Observation(observation => observation with { Metadata = null! }),
        ["Observation.UnknownMembers: 'content' is known"] = () => Observation(observation => observation with { UnknownMembers = DataObject.Of(("content", 1)) }),
    };

    public static TheoryData<string> Rules => [.. RecordRefusals.Keys, .. EventRefusals.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Refuses(string rule)
    {
        var refusal = Assert.ThrowsAny<ArgumentException>(RecordRefusals.GetValueOrDefault(rule) ?? EventRefusals[rule]);

        // The member is what the row quotes, or the last name of its path.
        var member = rule.Contains('\'', StringComparison.Ordinal) ? rule.Split('\'')[1] : rule[..rule.IndexOf(':', StringComparison.Ordinal)].Split('.')[^1];
        Assert.Contains(member, refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Accepts_everything_in_range()
    {
        RecordRules.Accept(Samples.FullRoom);
        RecordRules.Accept(Samples.FullBinding);
        RecordRules.Accept(Samples.FullParticipant);
        RecordRules.Accept(Samples.FullIdentity);
        RecordRules.Accept(Samples.FullTask);
        RecordRules.Accept(Samples.FullObservation);
        RecordRules.Accept(Samples.FullEvent);
        RecordRules.Accept(new ChannelBinding { RoomId = "r", ChannelId = "c", ChannelType = ChannelType.Cli });
        foreach (var content in Samples.FullContents.Concat(Samples.MinimalContents)) Content(content);
        Content(Composite(CompositeContent.MaxDepth));
        Room(room => room with { CreatedAt = Instants.Earliest, UpdatedAt = Instants.Latest, Metadata = Nested(DataValue.MaxDepth) });
        Content(new MediaContent { Url = "HTTPS://e.example", MimeType = "" });
        RecordRules.Accept(new AddEventOptions { IdempotencyTimeToLive = TimeSpan.FromMilliseconds(1) });
        RecordRules.Accept(EventPage.After(-1, 1000), new EventFilter { CreatedAfter = Samples.At, CreatedBefore = Samples.At.AddTicks(10) });
        RecordRules.EventSize(10, 10);
    }

    [Fact]
    public void Times_are_kept_in_UTC_and_whole_microseconds()
    {
        var given = new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(19);
        var kept = new DateTimeOffset(2024, 5, 1, 10, 0, 0, TimeSpan.Zero).AddTicks(10);
        var room = RecordRules.Accept(new Room { Id = "r", CreatedAt = given, UpdatedAt = given, ClosedAt = given, Timers = new() { LastActivityAt = given } });
        Assert.All(
            [
                room.CreatedAt, room.UpdatedAt, room.ClosedAt!.Value, room.Timers.LastActivityAt!.Value,
                RecordRules.Accept(Samples.Text("r", "e") with { CreatedAt = given }).CreatedAt,
                RecordRules.Accept(Samples.FullBinding with { AttachedAt = given }).AttachedAt,
                RecordRules.Accept(Samples.FullParticipant with { JoinedAt = given }).JoinedAt,
                RecordRules.Accept(Samples.FullParticipant with { ResolvedAt = given }).ResolvedAt!.Value,
                RecordRules.Accept(Samples.FullTask with { CreatedAt = given }).CreatedAt,
                RecordRules.Accept(Samples.FullObservation with { CreatedAt = given }).CreatedAt,
            ],
            instant => Assert.True(instant.EqualsExact(kept)));
    }

    [Fact]
    public void Connected_via_starts_with_the_primary_channel_and_repeats_nothing()
    {
        var first = RecordRules.Accept(Samples.FullParticipant with { ChannelId = "a", ConnectedVia = ["b", "a", "b"] });
        Assert.Equal(["a", "b"], first.ConnectedVia);
        var again = RecordRules.Accept(Samples.FullParticipant with { ChannelId = "c", ConnectedVia = ["d", "b"], JoinedAt = Instants.Now });
        var merged = RecordRules.Merge(again, first);
        Assert.Equal(["c", "a", "b", "d"], merged.ConnectedVia);
        Assert.Equal(first.JoinedAt, merged.JoinedAt);
    }

    [Fact]
    public void An_event_that_needs_no_change_is_not_copied()
    {
        var sent = Samples.Text("r", "e");
        Assert.Same(sent, RecordRules.Accept(sent));
    }

    private static void Room(Func<Room, Room> change) => RecordRules.Accept(change(new() { Id = "r" }));

    private static void Binding(Func<ChannelBinding, ChannelBinding> change) => RecordRules.Accept(change(Samples.FullBinding));

    private static void Capabilities(Func<ChannelCapabilities, ChannelCapabilities> change) =>
        Binding(binding => binding with { Capabilities = change(binding.Capabilities) });

    private static void Participant(Func<Participant, Participant> change) => RecordRules.Accept(change(Samples.FullParticipant));

    private static void Identity(Func<Identity, Identity> change) => RecordRules.Accept(change(Samples.FullIdentity));

    private static void Task(Func<ConversationTask, ConversationTask> change) => RecordRules.Accept(change(Samples.FullTask));

    private static void Observation(Func<Observation, Observation> change) => RecordRules.Accept(change(Samples.FullObservation));

    private static void Event(Func<RoomEvent, RoomEvent> change) => RecordRules.Accept(change(Samples.Text("r", "e")));

    private static void Source(Func<EventSource, EventSource> change) => Event(sent => sent with { Source = change(sent.Source) });

    private static void Content(EventContent content) => Event(sent => sent with { Content = content });

    private static DataObject Nested(int levels)
    {
        var data = DataObject.Empty;
        for (var level = 1; level < levels; level++) data = DataObject.Of(("k", data));
        return data;
    }

    private static EventContent Composite(int levels)
    {
        EventContent content = new TextContent { Body = "" };
        for (var level = 0; level < levels; level++) content = new CompositeContent { Parts = [content] };
        return content;
    }
}
