using Conversations.AI;
using Microsoft.Extensions.AI;
using AITextContent = Microsoft.Extensions.AI.TextContent;

namespace Conversations.Agents.Tests.Converting;

public sealed class ChatEventConverterTests
{
    private readonly ChatEventConverter converter = new();

    [Fact]
    public void A_message_of_a_user_is_an_ordinary_event()
    {
        var roomEvent = converter.ToEvent("room", new ChatMessage(ChatRole.User, "Hi") { MessageId = "m1", AuthorName = "ada" });

        Assert.Equal("m1", roomEvent.Id);
        Assert.Equal(EventType.Message, roomEvent.Type);
        Assert.Equal(new EventSource { ChannelId = "chat", ChannelType = ChannelType.WebSocket, ParticipantId = "ada" }, roomEvent.Source);
        Assert.Equal(new TextContent { Body = "Hi" }, roomEvent.Content);
        Assert.Equal(RoomEvent.VisibleToAll, roomEvent.Visibility);
        Assert.Empty(roomEvent.Metadata);
    }

    [Fact]
    public void What_an_agent_says_comes_from_its_channel_outbound()
    {
        var roomEvent = converter.ToEvent("room", new ChatMessage(ChatRole.Assistant, "Hello") { AuthorName = "bot" });

        Assert.Equal(new EventSource { ChannelId = "ai", ChannelType = ChannelType.AI, Direction = ChannelDirection.Outbound, ParticipantId = "bot" }, roomEvent.Source);
        Assert.Empty(roomEvent.Metadata);
    }

    [Fact]
    public void Calls_of_tools_and_their_results_are_tool_events_that_nobody_is_told()
    {
        var events = converter.ToEvents("room", [Chats.Call("c1"), Chats.Result("c1")]);

        Assert.Equal([EventType.ToolCallStart, EventType.ToolCallEnd], events.Select(roomEvent => roomEvent.Type));
        Assert.Equal(["internal", "internal"], events.Select(roomEvent => roomEvent.Visibility));
        Assert.Equal(new ToolCallContent { ToolName = "get_weather", ToolId = "c1", Arguments = DataObject.Of(("city", "Paris")) }, events[0].Content);
        Assert.Equal(new ToolCallContent { ToolName = "get_weather", ToolId = "c1", Result = "sunny", Status = ToolCallStatus.Completed }, events[1].Content);
    }

    [Fact]
    public void Files_are_media_by_their_type()
    {
        var roomEvent = converter.ToEvent("room", new ChatMessage(ChatRole.User, [new DataContent(new byte[] { 1, 2, 3 }, "image/png") { Name = "a.png" }, new UriContent("https://e.example/a.ogg", "audio/ogg")]));

        var parts = Assert.IsType<CompositeContent>(roomEvent.Content).Parts;
        Assert.Equal(new MediaContent { Url = "data:image/png;base64,AQID", MimeType = "image/png", Filename = "a.png", SizeBytes = 3 }, parts[0]);
        Assert.Equal(new AudioContent { Url = "https://e.example/a.ogg", MimeType = "audio/ogg" }, parts[1]);
    }

    [Fact]
    public void Only_what_a_record_has_no_member_for_is_kept_beside_it()
    {
        var text = new AITextContent("secret") { AdditionalProperties = new() { ["k"] = 1 } };

        var content = converter.ToEvent("room", new ChatMessage(ChatRole.User, [text])).Content;

        // A redaction of the body must leave nothing of it elsewhere.
        Assert.Equal(new TextContent { Body = "secret", UnknownMembers = DataObject.Of(("ai", DataObject.Of(("additionalProperties", DataObject.Of(("k", 1)))))) }, content);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with\ncontrol")]
    public void A_message_id_that_is_no_event_id_is_kept_and_gives_the_same_event_id_each_time(string id)
    {
        var first = converter.ToEvent("room", Chats.User("Hi", id));
        var again = converter.ToEvent("room", Chats.User("Hi", id));

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(id, converter.ToMessage(first).MessageId);
    }

    [Fact]
    public void Half_a_surrogate_pair_costs_a_character_and_not_the_message()
    {
        var roomEvent = RecordRules.Accept(converter.ToEvent("room", Chats.Assistant("cut \uD83D")));

        Assert.Equal("cut \uFFFD", converter.ToMessage(roomEvent).Text);
    }

    [Fact]
    public void A_time_that_no_store_takes_is_the_present()
    {
        var message = Chats.User("Hi");
        message.CreatedAt = default(DateTimeOffset);

        Assert.True(RecordRules.Accept(converter.ToEvent("room", message)).CreatedAt > Instants.Now.AddMinutes(-5));
    }

    [Fact]
    public void Transient_properties_are_not_stored()
    {
        var message = Chats.User("Hi");
        message.AdditionalProperties = new() { ["here"] = new object(), ["everywhere"] = 1 };

        var stored = new ChatEventConverter(new() { TransientProperties = new HashSet<string> { "here" } }).ToEvent("room", message);

        Assert.Equal(DataObject.Of(("ai", DataObject.Of(("properties", DataObject.Of(("everywhere", 1)))))), stored.Metadata);
    }

    [Fact]
    public void Content_of_other_programs_reads_as_the_text_nearest_to_it()
    {
        Assert.Equal("plain", Read(new RichContent { Body = "*plain*", PlainText = "plain" }));
        Assert.Equal("notice", Read(new SystemContent { Body = "notice" }));
        Assert.Equal("Dear Ada", Read(new TemplateContent { TemplateId = "t", Body = "Dear Ada" }));
        Assert.Equal("Office, Main St 1, 1.5, -2", Read(new LocationContent { Latitude = 1.5, Longitude = -2, Label = "Office", Address = "Main St 1" }));
        Assert.Equal("look", Read(new MediaContent { Url = "https://e.example/a", MimeType = "image/png", Caption = "look" }));
        Assert.Equal("spoken", Read(new AudioContent { Url = "https://e.example/a", Transcript = "spoken" }));
        Assert.Equal("new", Read(new EditContent { TargetEventId = "e", NewContent = new TextContent { Body = "new" } }));
    }

    [Fact]
    public void Content_that_nothing_can_be_made_of_is_handed_on_and_comes_back_as_it_was()
    {
        EventContent[] contents =
        [
            new UnknownContent("hologram") { UnknownMembers = DataObject.Of(("depth", 3)) },
            new MediaContent { Url = "https://e.example/a", MimeType = "not a media type" },
            new MediaContent { Url = "data:", MimeType = "image/png" },
            new UnknownContent("ai_content") { UnknownMembers = DataObject.Of(("ai", DataObject.Of(("$type", "from tomorrow"), ("x", 1)))) },
            new TextContent { Body = "Hi", UnknownMembers = DataObject.Of(("ai", DataObject.Of(("annotations", "no list")))) },
        ];

        foreach (var content in contents)
        {
            var message = converter.ToMessage(Event(content));

            Assert.Same(content, Assert.Single(message.Contents).RawRepresentation);
            Assert.Equal(content, converter.ToEvent("room", message).Content);
        }
    }

    [Fact]
    public void Who_said_an_event_can_be_decided_by_the_application()
    {
        var ofHuman = Event(new TextContent { Body = "I take over" }) with { Source = new() { ChannelId = "desk", ChannelType = ChannelType.WebSocket, ParticipantId = "agent-7" } };

        Assert.Equal(ChatRole.User, converter.ToMessage(ofHuman).Role);
        Assert.Equal(ChatRole.Assistant, new ChatEventConverter(new() { RoleOf = said => said.Source.ChannelId == "desk" ? ChatRole.Assistant : null }).ToMessage(ofHuman).Role);
    }

    private static RoomEvent Event(EventContent content) => new() { RoomId = "room", Source = new() { ChannelId = "web", ChannelType = ChannelType.WebSocket }, Content = content };

    private string Read(EventContent content) => converter.ToMessage(Event(content)).Text;
}
