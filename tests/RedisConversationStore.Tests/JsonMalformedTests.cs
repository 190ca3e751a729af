using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Xunit;

namespace Conversations.Tests;

/// <summary>Whatever the input, reading answers with a record or with a <see cref="JsonException"/>.</summary>
public sealed class JsonMalformedTests
{
    private static readonly Dictionary<string, (JsonTypeInfo Type, byte[] Json)> Valid = new()
    {
        ["room"] = Written(Samples.FullRoom, ConversationJsonContext.Default.Room),
        ["event"] = Written(Samples.FullEvent, ConversationJsonContext.Default.RoomEvent),
        ["binding"] = Written(Samples.FullBinding, ConversationJsonContext.Default.ChannelBinding),
        ["participant"] = Written(Samples.FullParticipant, ConversationJsonContext.Default.Participant),
        ["identity"] = Written(Samples.FullIdentity, ConversationJsonContext.Default.Identity),
        ["task"] = Written(Samples.FullTask, ConversationJsonContext.Default.ConversationTask),
        ["observation"] = Written(Samples.FullObservation, ConversationJsonContext.Default.Observation),
        ["contents"] = Written(new CompositeContent { Parts = [.. Samples.FullContents] }, ConversationJsonContext.Default.EventContent),
        ["data"] = (ConversationJsonContext.Default.DataValue, JsonSerializer.SerializeToUtf8Bytes(Samples.Data, ConversationJsonContext.Default.DataObject)),
        ["readable"] = (ConversationJsonContext.Readable.RoomEvent, JsonSerializer.SerializeToUtf8Bytes(Samples.FullEvent, ConversationJsonContext.Readable.RoomEvent)),
    };

    public static TheoryData<string> Names => [.. Valid.Keys];

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""1""")]
    [InlineData("")]
    [InlineData("""{"id":"r"}}""")]
    [InlineData("""{"id":"r",}""")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":{}}""")]
    [InlineData("""{"id":"\ud800"}""")]
    [InlineData("""{"id":"r","\ud800":1}""")]
    [InlineData("""{"id":"r","metadata":{"\ud800":1}}""")]
    [InlineData("""{"id":"r","metadata":{"a":"\udc00"}}""")]
    [InlineData("""{"id":"r","id":"r"}""")]
    [InlineData("""{"id":"r","id":null}""")]
    [InlineData("""{"id":"r","status":"active","event_count":1,"status":"closed"}""")]
    [InlineData("""{"id":"r","timers":{"inactive_after_seconds":1,"inactive_after_seconds":2}}""")]
    [InlineData("""{"id":"r","metadata":{"a":1,"a":1}}""")]
    [InlineData("""{"id":"r","metadata":{"a":{"b":1,"b":2}}}""")]
    [InlineData("""{"id":"r","mood":1,"mood":2}""")]
    [InlineData("""{"id":"r","#1":"s"}""")]
    [InlineData("""{"id":"r","metadata":[]}""")]
    [InlineData("""{"id":"r","metadata":"{}"}""")]
    [InlineData("""{"id":"r","metadata":{"a":1e400}}""")]
    [InlineData("""{"id":"r","metadata":{"a":01}}""")]
    [InlineData("""{"id":"r","metadata":{"a":NaN}}""")]
    [InlineData("""{"id":"r","status":""}""")]
    [InlineData("""{"id":"r","status":" "}""")]
    [InlineData("""{"id":"r","status":1}""")]
    [InlineData("""{"id":"r","created_at":"yesterday"}""")]
    [InlineData("""{"id":"r","created_at":"0001-01-01T00:00:00+14:00"}""")]
    [InlineData("""{"id":"r","created_at":1}""")]
    [InlineData("""{"id":"r","event_count":1.5}""")]
    [InlineData("""{"id":"r","event_count":9223372036854775808}""")]
    [InlineData("""{"id":"r","event_count":"1"}""")]
    [InlineData("""{"id":"r","timers":{"inactive_after_seconds":2147483648}}""")]
    [InlineData("""{"id":"r","timers":[]}""")]
    public void A_room_that_is_none(string json) => AssertMalformed(json, ConversationJsonContext.Default.Room);

    [Theory]
    [InlineData("""{"body":"b"}""")]
    [InlineData("""{"type":null,"body":"b"}""")]
    [InlineData("""{"type":"","body":"b"}""")]
    [InlineData("""{"type":1,"body":"b"}""")]
    [InlineData("""{"type":"\ud800","body":"b"}""")]
    [InlineData("""{"type":"text"}""")]
    [InlineData("""{"type":"text","type":"text","body":"b"}""")]
    [InlineData("""{"type":"hologram","type":"text","body":"b"}""")]
    [InlineData("""{"type":"hologram","#1":"text"}""")]
    [InlineData("""{"type":"rich","body":"b","buttons":[1]}""")]
    [InlineData("""{"type":"rich","body":"b","buttons":[null]}""")]
    [InlineData("""{"type":"rich","body":"b","buttons":{}}""")]
    [InlineData("""{"type":"rich","body":"b","quick_replies":[null]}""")]
    [InlineData("""{"type":"rich","body":"b","quick_replies":["\ud800"]}""")]
    [InlineData("""{"type":"template","template_id":"t","parameters":{"a":1}}""")]
    [InlineData("""{"type":"template","template_id":"t","parameters":{"a":"1","a":"2"}}""")]
    [InlineData("""{"type":"template","template_id":"t","parameters":{"\ud800":"1"}}""")]
    [InlineData("""{"type":"template","template_id":"t","parameters":[]}""")]
    [InlineData("""{"type":"composite"}""")]
    [InlineData("""{"type":"composite","parts":{}}""")]
    [InlineData("""{"type":"composite","parts":[null]}""")]
    [InlineData("""{"type":"composite","parts":["text"]}""")]
    [InlineData("""{"type":"location","latitude":"1","longitude":1}""")]
    [InlineData("""{"type":"location","latitude":1}""")]
    public void Content_that_is_none(string json) => AssertMalformed(json, ConversationJsonContext.Default.EventContent);

    [Theory]
    [InlineData("""{"id":"i","channel_addresses":{"sms":"+49"}}""")]
    [InlineData("""{"id":"i","channel_addresses":{"sms":[1]}}""")]
    [InlineData("""{"id":"i","channel_addresses":{"sms":[],"sms":[]}}""")]
    [InlineData("""{"id":"i","channel_addresses":{"\ud800":[]}}""")]
    [InlineData("""{"id":"i","external_ids":{"a":null}}""")]
    public void An_identity_that_is_none(string json) => AssertMalformed(json, ConversationJsonContext.Default.Identity);

    [Fact]
    public void Nesting_without_end()
    {
        AssertMalformed("""{"id":"r","metadata":{"a":""" + new string('[', 100_000), ConversationJsonContext.Default.Room);
        AssertMalformed(string.Concat(Enumerable.Repeat("""{"type":"composite","parts":[""", 100_000)), ConversationJsonContext.Default.EventContent);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8()
    {
        foreach (var text in new[] { "{\"id\":\"?\"}", "{\"id\":\"r\",\"?\":1}", "{\"id\":\"r\",\"metadata\":{\"?\":1}}", "{\"id\":\"r\",\"metadata\":{\"a\":\"?\"}}" })
        {
            var bytes = Encoding.ASCII.GetBytes(text);
            bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(bytes, ConversationJsonContext.Default.Room));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cut_off_anywhere(string name)
    {
        var (type, json) = Valid[name];
        for (var length = 0; length < json.Length; length++)
        {
            Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize(json.AsSpan(0, length), type));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_anywhere(string name)
    {
        var (type, json) = Valid[name];
        var random = new Random(20240229);
        for (var round = 0; round < 4000; round++)
        {
            var damaged = json.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                // Half of the damage keeps to characters that JSON gives a meaning to, which gets further into the reader.
                var at = random.Next(damaged.Length);
                damaged[at] = random.Next(2) == 0 ? (byte)random.Next(256) : "{}[]:,\"\\0123456789.eE+-ntfu #"u8[random.Next(29)];
            }

            AssertRecordOrJsonException(damaged, type);
        }
    }

    private static void AssertRecordOrJsonException(byte[] json, JsonTypeInfo type)
    {
        try
        {
            // Whatever was read can be written, and is read again as the same.
            var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type), type);
            Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize(written, type), type));
        }
        catch (JsonException)
        {
            // One of the two answers that are right.
        }
        catch (Exception wrong) when (wrong is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{wrong.GetType()}: {wrong.Message}\n{Encoding.UTF8.GetString(json)}\n{wrong.StackTrace}");
        }
    }

    private static void AssertMalformed(string json, JsonTypeInfo type) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize(json, type));

    private static (JsonTypeInfo Type, byte[] Json) Written<T>(T value, JsonTypeInfo<T> type) => (type, JsonSerializer.SerializeToUtf8Bytes(value, type));
}
