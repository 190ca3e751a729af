using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Xunit;

namespace Conversations.Tests;

public sealed class JsonRoundTripTests
{
    /// <summary>A record with every member set, one with only what is required, and how to read and write them.</summary>
    private sealed record Model(ConversationRecord Full, ConversationRecord Minimal, JsonTypeInfo Default, JsonTypeInfo Readable);

    private static readonly Dictionary<string, Model> Models = new()
    {
        ["room"] = new(Samples.FullRoom, new Room { Id = "r" }, ConversationJsonContext.Default.Room, ConversationJsonContext.Readable.Room),
        ["timers"] = new(Samples.FullRoom.Timers, new RoomTimers(), ConversationJsonContext.Default.RoomTimers, ConversationJsonContext.Readable.RoomTimers),
        ["event"] = new(Samples.FullEvent, Samples.Text("r", "e") with { CreatedAt = Instants.Now }, ConversationJsonContext.Default.RoomEvent, ConversationJsonContext.Readable.RoomEvent),
        ["source"] = new(Samples.FullSource, Samples.Source, ConversationJsonContext.Default.EventSource, ConversationJsonContext.Readable.EventSource),
        ["channel_data"] = new(Samples.FullChannelData, new ChannelData(), ConversationJsonContext.Default.ChannelData, ConversationJsonContext.Readable.ChannelData),
        ["binding"] = new(Samples.FullBinding, new ChannelBinding { RoomId = "r", ChannelId = "c", ChannelType = ChannelType.Cli }, ConversationJsonContext.Default.ChannelBinding, ConversationJsonContext.Readable.ChannelBinding),
        ["capabilities"] = new(Samples.FullCapabilities, new ChannelCapabilities(), ConversationJsonContext.Default.ChannelCapabilities, ConversationJsonContext.Readable.ChannelCapabilities),
        ["rate_limit"] = new(Samples.FullBinding.RateLimit!, new RateLimit(), ConversationJsonContext.Default.RateLimit, ConversationJsonContext.Readable.RateLimit),
        ["retry_policy"] = new(Samples.FullBinding.RetryPolicy!, new RetryPolicy(), ConversationJsonContext.Default.RetryPolicy, ConversationJsonContext.Readable.RetryPolicy),
        ["participant"] = new(Samples.FullParticipant, new Participant { Id = "x", RoomId = "r", ChannelId = "c" }, ConversationJsonContext.Default.Participant, ConversationJsonContext.Readable.Participant),
        ["identity"] = new(Samples.FullIdentity, new Identity { Id = "x" }, ConversationJsonContext.Default.Identity, ConversationJsonContext.Readable.Identity),
        ["task"] = new(Samples.FullTask, new ConversationTask { Id = "x", RoomId = "r", Title = "" }, ConversationJsonContext.Default.ConversationTask, ConversationJsonContext.Readable.ConversationTask),
        ["observation"] = new(Samples.FullObservation, new Observation { Id = "x", RoomId = "r", ChannelId = "c", Content = "" }, ConversationJsonContext.Default.Observation, ConversationJsonContext.Readable.Observation),
        ["read_marker"] = new(new ReadMarker { RoomId = "room", ChannelId = "c", Index = 5, UnknownMembers = Samples.Unknown }, new ReadMarker { RoomId = "r", ChannelId = "x", Index = 0 }, ConversationJsonContext.Default.ReadMarker, ConversationJsonContext.Readable.ReadMarker),
        ["thread_summary"] = new(new ThreadSummary { RootEventId = "e", ReplyCount = 2, LastReplyAt = Samples.At, UnknownMembers = Samples.Unknown }, new ThreadSummary { RootEventId = "x", ReplyCount = 1 }, ConversationJsonContext.Default.ThreadSummary, ConversationJsonContext.Readable.ThreadSummary),
    };

    public static TheoryData<string> Names => [.. Models.Keys, .. Samples.FullContents.Select(content => content.ContentType).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_record_with_every_member_set_survives(string name)
    {
        var model = Find(name);
        AssertSurvives(model.Full, model.Default);
        AssertSurvives(model.Full, model.Readable);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_record_with_defaults_survives(string name)
    {
        var model = Find(name);
        AssertSurvives(model.Minimal, model.Default);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_full_sample_leaves_no_member_at_its_default(string name)
    {
        var (full, minimal) = (Find(name).Full, Find(name).Minimal);
        foreach (var property in full.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            // The type of content is no member to set, and the version of a room is not in JSON.
            if (property.Name is nameof(EventContent.ContentType) or nameof(Room.Version)) continue;
            Assert.False(Equals(property.GetValue(full), property.GetValue(minimal)), $"{name}.{property.Name} is not set.");
        }
    }

    [Theory]
    [InlineData("room", "id organization_id status created_at updated_at closed_at timers agent_response_policy metadata event_count latest_index delivered_index")]
    [InlineData("timers", "inactive_after_seconds closed_after_seconds last_activity_at")]
    [InlineData("event", "id room_id type source content status blocked_by visibility addressed_to response_visibility index chain_depth parent_event_id correlation_id idempotency_key created_at metadata channel_data delivery_results")]
    [InlineData("source", "channel_id channel_type direction participant_id external_id provider raw_payload provider_message_id")]
    [InlineData("channel_data", "provider external_id thread_id extra")]
    [InlineData("binding", "channel_id room_id channel_type category direction access muted output_muted visibility participant_id last_read_index attached_at capabilities rate_limit retry_policy metadata")]
    [InlineData("capabilities", "media_types max_length supports_threading supports_reactions supports_edit supports_delete supports_read_receipts supports_typing supports_templates supports_rich_text supports_buttons max_buttons supports_cards supports_quick_replies supports_media supported_media_types max_media_size_bytes supports_audio max_audio_duration_seconds supported_audio_formats supports_video max_video_duration_seconds supported_video_formats delivery_mode custom")]
    [InlineData("rate_limit", "max_per_second max_per_minute max_per_hour")]
    [InlineData("retry_policy", "max_retries base_delay_seconds max_delay_seconds exponential_base retryable_errors")]
    [InlineData("participant", "id room_id channel_id display_name role status identification identity_id candidates connected_via external_id resolved_at resolved_by joined_at metadata")]
    [InlineData("identity", "id organization_id display_name email phone channel_addresses external_id external_ids metadata")]
    [InlineData("task", "id room_id title description assigned_to status created_at metadata")]
    [InlineData("observation", "id room_id channel_id content category confidence created_at metadata")]
    [InlineData("read_marker", "room_id channel_id index")]
    [InlineData("thread_summary", "root_event_id reply_count last_reply_at")]
    [InlineData("text", "type body language")]
    [InlineData("rich", "type body format plain_text buttons cards quick_replies")]
    [InlineData("media", "type url mime_type filename size_bytes caption")]
    [InlineData("location", "type latitude longitude label address")]
    [InlineData("audio", "type url mime_type duration_seconds transcript")]
    [InlineData("video", "type url mime_type duration_seconds thumbnail_url")]
    [InlineData("composite", "type parts")]
    [InlineData("system", "type body code data")]
    [InlineData("template", "type template_id language parameters body")]
    [InlineData("edit", "type target_event_id new_content edit_source")]
    [InlineData("delete", "type target_event_id delete_type reason")]
    [InlineData("tool_call", "type tool_name tool_id arguments result status duration_ms error structured_content")]
    public void Names_are_those_of_the_contract(string name, string expected)
    {
        var model = Find(name);
        using var json = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(model.Full, model.Default));
        var names = json.RootElement.EnumerateObject().Select(member => member.Name).Except(Samples.Unknown.Keys);
        Assert.Equal(expected.Split(' ').Order(), names.Order());
    }

    [Fact]
    public void Values_are_written_as_the_contract_says()
    {
        var json = JsonSerializer.Serialize(Samples.FullRoom with { Metadata = DataObject.Of(("n", 1), ("d", 1.0)), UnknownMembers = DataObject.Empty }, ConversationJsonContext.Default.Room);
        Assert.Contains("\"status\":\"paused\"", json, StringComparison.Ordinal);
        Assert.Contains("\"created_at\":\"2024-02-29T23:59:58.123456Z\"", json, StringComparison.Ordinal);
        Assert.Contains("\"metadata\":{\"n\":1,\"d\":1.0}", json, StringComparison.Ordinal);
        Assert.DoesNotContain("version", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_read_from_any_offset_and_cut_to_microseconds()
    {
        var room = Read("""{"id":"r","created_at":"2024-03-01T01:59:58.1234567+02:00"}""");
        Assert.True(room.CreatedAt.EqualsExact(new DateTimeOffset(2024, 2, 29, 23, 59, 58, TimeSpan.Zero).AddTicks(1_234_560)));
    }

    [Fact]
    public void A_room_without_events_has_latest_index_0_in_JSON_and_minus_1_here()
    {
        Assert.Contains("\"latest_index\":0", JsonSerializer.Serialize(new Room { Id = "r" }, ConversationJsonContext.Default.Room), StringComparison.Ordinal);
        Assert.Equal(-1, Read("""{"id":"r","event_count":0,"latest_index":0}""").LatestIndex);
        Assert.Equal(-1, Read("""{"latest_index":0,"id":"r"}""").LatestIndex);
        Assert.Equal(-1, Read("""{"id":"r"}""").LatestIndex);
        Assert.Equal(0, Read("""{"latest_index":0,"event_count":1,"id":"r"}""").LatestIndex);
        Assert.Equal(5, Read("""{"id":"r","event_count":0,"latest_index":5}""").LatestIndex);
    }

    [Fact]
    public void Null_members_count_as_absent()
    {
        var room = Read("""{"id":"r","organization_id":null,"status":null,"created_at":"2024-01-01T00:00:00Z","updated_at":null,"timers":null,"metadata":null,"event_count":null,"latest_index":null,"delivered_index":null,"agent_response_policy":null,"closed_at":null}""");
        var created = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(new Room { Id = "r", CreatedAt = created, UpdatedAt = created }, room);
        Assert.Throws<JsonException>(() => Read("""{"id":null}"""));
    }

    [Fact]
    public void A_null_under_an_unknown_name_is_kept()
    {
        var room = Read("""{"id":"r","tomorrow":null}""");
        Assert.Equal(DataObject.Of(("tomorrow", DataValue.Null)), room.UnknownMembers);
        Assert.Contains("\"tomorrow\":null", JsonSerializer.Serialize(room, ConversationJsonContext.Default.Room), StringComparison.Ordinal);
    }

    [Fact]
    public void Absent_differs_from_empty_where_the_contract_says_so()
    {
        var nobody = Samples.Text("r", "e") with { AddressedTo = [] };
        AssertSurvives(nobody, ConversationJsonContext.Default.RoomEvent);
        AssertSurvives(nobody with { AddressedTo = null }, ConversationJsonContext.Default.RoomEvent);
        AssertSurvives(Samples.FullParticipant with { Candidates = null }, ConversationJsonContext.Default.Participant);
        Assert.DoesNotContain("\"index\"", JsonSerializer.Serialize(nobody, ConversationJsonContext.Default.RoomEvent), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_without_an_id_gets_one()
    {
        var read = JsonSerializer.Deserialize("""{"room_id":"r","source":{"channel_id":"c","channel_type":"cli"},"content":{"type":"text","body":""}}""", ConversationJsonContext.Default.RoomEvent)!;
        Assert.Equal(32, read.Id.Length);
        Assert.Null(read.Index);
    }

    [Fact]
    public void Values_of_a_newer_version_survive()
    {
        const string json = """{"id":"e","room_id":"r","type":"telepathy","status":"dreamt","source":{"channel_id":"c","channel_type":"mind","direction":"inward"},"content":{"shade":{"k":[1,1.0]},"type":"hologram","#9":"n"},"created_at":"2024-01-01T00:00:00Z","mood":"good","#20":3}""";
        var read = JsonSerializer.Deserialize(json, ConversationJsonContext.Default.RoomEvent)!;
        Assert.Equal("telepathy", read.Type.Value);
        Assert.Equal("dreamt", read.Status.Value);
        Assert.Equal("mind", read.Source.ChannelType.Value);
        var content = Assert.IsType<UnknownContent>(read.Content);
        Assert.Equal("hologram", content.ContentType);
        Assert.Equal(DataObject.Of(("shade", DataObject.Of(("k", DataValue.Array(1, 1.0)))), ("#9", "n")), content.UnknownMembers);
        Assert.Equal(DataObject.Of(("mood", "good"), ("#20", 3)), read.UnknownMembers);

        AssertSurvives(read, ConversationJsonContext.Default.RoomEvent);
        AssertSurvives(read with { ChainDepth = 1 }, ConversationJsonContext.Default.RoomEvent);
        Assert.Equal(read, RecordRules.Accept(read));
    }

    private static Room Read(string json) => JsonSerializer.Deserialize(json, ConversationJsonContext.Default.Room)!;

    private static Model Find(string name)
    {
        if (Models.TryGetValue(name, out var model)) return model;
        return new(
            Samples.FullContents.First(content => content.ContentType == name),
            Samples.MinimalContents.First(content => content.ContentType == name),
            ConversationJsonContext.Default.EventContent,
            ConversationJsonContext.Readable.EventContent);
    }

    private static void AssertSurvives(ConversationRecord record, JsonTypeInfo type)
    {
        var json = JsonSerializer.Serialize(record, type);
        var read = JsonSerializer.Deserialize(json, type);
        Assert.Equal((object)record, read);
        Assert.Equal(record.GetHashCode(), read!.GetHashCode());

        // Equality ignores the order of keys; the text does not.
        Assert.Equal(json, JsonSerializer.Serialize(read, type));
    }
}
