using System.Reflection;
using System.Text.Json;
using Xunit;

namespace Conversations.Tests;

public sealed class OpenEnumTests
{
    [Fact]
    public void Room_status() => AssertEnum<RoomStatus>("active", "active paused closed archived");

    [Fact]
    public void Agent_response_policy() => AssertEnum<AgentResponsePolicy>("agent_chain", "agent_chain addressed_only");

    [Fact]
    public void Event_status() => AssertEnum<EventStatus>("pending", "pending delivered read failed blocked");

    [Fact]
    public void Event_type() => AssertEnum<EventType>(
        "message",
        "message system typing read_receipt delivery_receipt presence reaction edit delete participant_joined participant_left participant_identified participant_updated channel_attached channel_detached channel_muted channel_unmuted channel_updated task_created task_delegated task_completed observation tool_call_start tool_call_end dtmf recording_started recording_stopped");

    [Fact]
    public void Channel_type() => AssertEnum<ChannelType>(
        null,
        "sms mms rcs email whatsapp whatsapp_personal websocket ai voice realtime_voice realtime_audio_video push messenger telegram teams discord buzz webhook video audio_video conference cli system");

    [Fact]
    public void Channel_direction() => AssertEnum<ChannelDirection>("inbound", "inbound outbound bidirectional");

    [Fact]
    public void Binding_direction() => AssertEnum<BindingDirection>("bidirectional", "inbound outbound bidirectional");

    [Fact]
    public void Channel_category() => AssertEnum<ChannelCategory>("transport", "transport intelligence");

    [Fact]
    public void Channel_access() => AssertEnum<ChannelAccess>("read_write", "read_write read_only write_only none");

    [Fact]
    public void Channel_media_type() => AssertEnum<ChannelMediaType>(null, "text rich media audio video location template");

    [Fact]
    public void Delivery_mode() => AssertEnum<DeliveryMode>("broadcast", "broadcast direct round_robin");

    [Fact]
    public void Rich_text_format() => AssertEnum<RichTextFormat>("markdown", "html markdown");

    [Fact]
    public void Delete_type() => AssertEnum<DeleteType>("sender", "sender system admin");

    [Fact]
    public void Tool_call_status() => AssertEnum<ToolCallStatus>("pending", "pending completed failed");

    [Fact]
    public void Participant_role() => AssertEnum<ParticipantRole>("member", "owner agent member observer bot");

    [Fact]
    public void Participant_status() => AssertEnum<ParticipantStatus>("active", "active inactive left banned");

    [Fact]
    public void Identification_status() => AssertEnum<IdentificationStatus>("pending", "identified pending ambiguous unknown challenge_sent rejected");

    [Fact]
    public void Task_status() => AssertEnum<ConversationTaskStatus>("pending", "pending in_progress completed failed cancelled");

    [Fact]
    public void Every_open_enum_is_tested()
    {
        var enums = typeof(RoomStatus).Assembly.GetExportedTypes().Count(type => type.IsValueType && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IOpenEnum<>)));
        var tests = GetType().GetMethods().Count(method => method.GetCustomAttribute<FactAttribute>() is not null);
        Assert.Equal(enums, tests - 1);
    }

    private static void AssertEnum<T>(string? defaultValue, string values)
        where T : struct, IOpenEnum<T>
    {
        var known = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => ((T)property.GetValue(null)!).Value);
        Assert.Equal(values.Split(' ').Order(), known.Order());
        if (defaultValue is not null)
        {
            Assert.Equal(defaultValue, default(T).Value);
            Assert.Equal(T.Create(defaultValue), default);
            Assert.Equal(T.Create(defaultValue).GetHashCode(), default(T).GetHashCode());
        }

        var unknown = T.Create("from_tomorrow");
        Assert.Equal("from_tomorrow", unknown.Value);
        Assert.Equal("from_tomorrow", unknown.ToString());
        Assert.Equal(unknown, T.Create("from_tomorrow"));
        Assert.NotEqual(unknown, T.Create("From_tomorrow"));
        Assert.NotEqual(unknown, default);
        Assert.ThrowsAny<ArgumentException>(() => T.Create(null!));
        Assert.ThrowsAny<ArgumentException>(() => T.Create(" "));
        Assert.Equal("\"from_tomorrow\"", JsonSerializer.Serialize(unknown));
        Assert.Equal(unknown, JsonSerializer.Deserialize<T>("\"from_tomorrow\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<T>("\"\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<T>("1"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<T>("\"\\ud800\""));
    }
}
