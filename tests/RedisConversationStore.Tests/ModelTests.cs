using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Conversations.Tests;

/// <summary>The shape of models and interfaces, and the defaults that stand in the contract's tables.</summary>
public sealed class ModelTests
{
    private static IEnumerable<Type> Aggregates => typeof(IConversationStore).GetProperties().Select(property => property.PropertyType).Where(type => type.IsInterface);

    [Fact]
    public void Every_operation_is_asynchronous_and_takes_a_cancellation_token_last()
    {
        Assert.Equal(10, Aggregates.Count());
        Assert.All(Aggregates.SelectMany(aggregate => aggregate.GetMethods()), operation =>
        {
            var last = operation.GetParameters()[^1];
            Assert.EndsWith("Async", operation.Name, StringComparison.Ordinal);
            Assert.True(operation.ReturnType.IsAssignableTo(typeof(Task)), operation.Name);
            Assert.True(last.ParameterType == typeof(CancellationToken) && last.IsOptional, operation.Name);
        });
    }

    [Fact]
    public void Members_of_records_are_set_while_a_record_is_made_and_never_again()
    {
        var members = typeof(ConversationRecord).Assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(ConversationRecord)))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance));

        Assert.All(members.Where(member => member.SetMethod is not null), member =>
            Assert.Contains(typeof(IsExternalInit), member.SetMethod!.ReturnParameter.GetRequiredCustomModifiers()));
    }

    [Fact]
    public void Defaults_of_rooms_and_events_are_those_of_the_contract()
    {
        var room = new Room { Id = "r" };
        Assert.Equal(new Room { Id = "r", CreatedAt = room.CreatedAt, UpdatedAt = room.UpdatedAt, Timers = new(), Metadata = DataObject.Empty, EventCount = 0, LatestIndex = -1, DeliveredIndex = -1, Version = 0 }, room);
        AssertIsNow(room.CreatedAt);
        AssertIsNow(room.UpdatedAt);

        var roomEvent = new RoomEvent { RoomId = "r", Source = new() { ChannelId = "c", ChannelType = ChannelType.Cli }, Content = new TextContent { Body = "" } };
        Assert.Matches("^[0-9a-f]{32}$", roomEvent.Id);
        Assert.Equal(
            (EventType.Message, EventStatus.Pending, "all", (ValueList<string>?)null, (long?)null, 0, ChannelDirection.Inbound, new ChannelData()),
            (roomEvent.Type, roomEvent.Status, roomEvent.Visibility, roomEvent.AddressedTo, roomEvent.Index, roomEvent.ChainDepth, roomEvent.Source.Direction, roomEvent.ChannelData));
        AssertIsNow(roomEvent.CreatedAt);
    }

    [Fact]
    public void Defaults_of_content_are_those_of_the_contract()
    {
        var rich = new RichContent { Body = "" };
        Assert.Equal((RichTextFormat.Markdown, 0, 0, 0), (rich.Format, rich.Buttons.Count, rich.Cards.Count, rich.QuickReplies.Count));
        Assert.Equal("audio/ogg", new AudioContent { Url = "data:," }.MimeType);
        Assert.Equal("video/mp4", new VideoContent { Url = "data:," }.MimeType);
        Assert.Equal("en", new TemplateContent { TemplateId = "t" }.Language);
        Assert.Equal(DeleteType.Sender, new DeleteContent { TargetEventId = "e" }.DeleteType);
        var toolCall = new ToolCallContent { ToolName = "t", ToolId = "1" };
        Assert.Equal((ToolCallStatus.Pending, DataValue.Null, (DataObject?)null), (toolCall.Status, toolCall.Result, toolCall.StructuredContent));
        Assert.Equal(5, CompositeContent.MaxDepth);
    }

    [Fact]
    public void Defaults_of_what_is_in_a_room_are_those_of_the_contract()
    {
        var binding = new ChannelBinding { RoomId = "r", ChannelId = "c", ChannelType = ChannelType.Cli };
        Assert.Equal(
            (ChannelCategory.Transport, BindingDirection.Bidirectional, ChannelAccess.ReadWrite, false, false, "all", (RateLimit?)null, (RetryPolicy?)null),
            (binding.Category, binding.Direction, binding.Access, binding.Muted, binding.OutputMuted, binding.Visibility, binding.RateLimit, binding.RetryPolicy));
        AssertIsNow(binding.AttachedAt);
        Assert.Equal(new ChannelCapabilities(), binding.Capabilities);
        Assert.Equal(([ChannelMediaType.Text], DeliveryMode.Broadcast), ((ValueList<ChannelMediaType>)binding.Capabilities.MediaTypes, binding.Capabilities.DeliveryMode));
        var retries = new RetryPolicy();
        Assert.Equal((3, 1.0, 60.0, 2.0), (retries.MaxRetries, retries.BaseDelaySeconds, retries.MaxDelaySeconds, retries.ExponentialBase));

        var participant = new Participant { Id = "p", RoomId = "r", ChannelId = "c" };
        Assert.Equal((ParticipantRole.Member, ParticipantStatus.Active, IdentificationStatus.Pending, (ValueList<string>?)null), (participant.Role, participant.Status, participant.Identification, participant.Candidates));
        AssertIsNow(participant.JoinedAt);
        Assert.Equal(ConversationTaskStatus.Pending, new ConversationTask { Id = "t", RoomId = "r", Title = "" }.Status);
        Assert.Equal(1.0, new Observation { Id = "o", RoomId = "r", ChannelId = "c", Content = "" }.Confidence);
    }

    [Fact]
    public void Defaults_of_options_and_pages_are_those_of_the_contract()
    {
        Assert.Equal((500, 1000, 1024 * 1024, 1024 * 1024), (EventLimits.MaxEventsPerAdd, EventLimits.MaxPageLimit, EventLimits.DefaultMaxEventBytes, EventLimits.DefaultMaxBatchBytes));
        Assert.Equal((0, 50, false), (new EventPage().Offset, new EventPage().Limit, new EventPage().NewestFirst));
        Assert.Equal((false, (TimeSpan?)null), (AddEventOptions.Default.RefuseWhenClosed, AddEventOptions.Default.IdempotencyTimeToLive));
        Assert.Equal(TimeSpan.FromHours(24), new InMemoryConversationStoreOptions().IdempotencyTimeToLive);
        Assert.Equal([0, 100], DefaultsOf(typeof(IRoomStore), "ListAsync"));
        Assert.Equal([0, 100], DefaultsOf(typeof(IRoomDirectory), "FindAsync"));
        Assert.Equal([100], DefaultsOf(typeof(IRoomDirectory), "FindIdsByChannelAsync"));
        Assert.Equal([50], DefaultsOf(typeof(IEventStore), "ConversationAsync"));
        Assert.Equal([50], DefaultsOf(typeof(IEventStore), "TimelineAsync"));
        Assert.Equal([50], DefaultsOf(typeof(IEventStore), "ContinueAsync"));
        Assert.Equal([10], DefaultsOf(typeof(RoomStoreExtensions), "UpdateAsync"));
    }

    private static IEnumerable<int> DefaultsOf(Type type, string operation) => type.GetMethod(operation)!.GetParameters().Select(parameter => parameter.DefaultValue).OfType<int>();

    private static void AssertIsNow(DateTimeOffset instant) => Assert.InRange(instant, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
}
