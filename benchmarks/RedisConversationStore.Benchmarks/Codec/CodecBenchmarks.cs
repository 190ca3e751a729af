using System.Text.Json;
using BenchmarkDotNet.Attributes;
using StackExchange.Redis;

namespace Conversations.Redis.Benchmarks;

/// <summary>Records to the stored format and back, beside the JSON interchange of the same record.</summary>
[MemoryDiagnoser]
[ShortRunJob]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
[HideColumns("Job", "IterationCount", "LaunchCount", "WarmupCount", "Error", "StdDev", "RatioSD")]
public class CodecBenchmarks
{
    private static readonly RedisKey Key = "key";

    private readonly byte[] text = EventCodec.Encode(Samples.TextEvent, EventLimits.DefaultMaxEventBytes);
    private readonly byte[] toolCall = EventCodec.Encode(Samples.ToolCallEvent, EventLimits.DefaultMaxEventBytes);
    private readonly byte[] binding = new HintedRecord<ChannelBinding>(Samples.Binding, Nonce.Create()).Encode();
    private readonly RedisValue[] room = RoomHash();
    private readonly byte[] textJson = JsonSerializer.SerializeToUtf8Bytes(Samples.TextEvent, ConversationJsonContext.Default.RoomEvent);
    private readonly byte[] toolCallJson = JsonSerializer.SerializeToUtf8Bytes(Samples.ToolCallEvent, ConversationJsonContext.Default.RoomEvent);
    private readonly byte[] bindingJson = JsonSerializer.SerializeToUtf8Bytes(Samples.Binding, ConversationJsonContext.Default.ChannelBinding);
    private readonly byte[] roomJson = JsonSerializer.SerializeToUtf8Bytes(Samples.Room, ConversationJsonContext.Default.Room);

    [GlobalSetup]
    public void TellSizes() => Console.WriteLine(
        $"// Bytes stored (as JSON): text event {text.Length} ({textJson.Length}), tool call {toolCall.Length} ({toolCallJson.Length}), binding {binding.Length} ({bindingJson.Length}), room {room.Sum(value => value.Length())} ({roomJson.Length})");

    [BenchmarkCategory("text event, encode"), Benchmark(Baseline = true)]
    public byte[] EncodeText() => EventCodec.Encode(Samples.TextEvent, EventLimits.DefaultMaxEventBytes);

    [BenchmarkCategory("text event, encode"), Benchmark]
    public byte[] TextToJson() => JsonSerializer.SerializeToUtf8Bytes(Samples.TextEvent, ConversationJsonContext.Default.RoomEvent);

    [BenchmarkCategory("text event, decode"), Benchmark(Baseline = true)]
    public RoomEvent DecodeText() => EventCodec.Decode(text, "room-0", 41, Key);

    [BenchmarkCategory("text event, decode"), Benchmark]
    public RoomEvent? TextFromJson() => JsonSerializer.Deserialize(textJson, ConversationJsonContext.Default.RoomEvent);

    [BenchmarkCategory("tool call, encode"), Benchmark(Baseline = true)]
    public byte[] EncodeToolCall() => EventCodec.Encode(Samples.ToolCallEvent, EventLimits.DefaultMaxEventBytes);

    [BenchmarkCategory("tool call, encode"), Benchmark]
    public byte[] ToolCallToJson() => JsonSerializer.SerializeToUtf8Bytes(Samples.ToolCallEvent, ConversationJsonContext.Default.RoomEvent);

    [BenchmarkCategory("tool call, decode"), Benchmark(Baseline = true)]
    public RoomEvent DecodeToolCall() => EventCodec.Decode(toolCall, "room-0", 41, Key);

    [BenchmarkCategory("tool call, decode"), Benchmark]
    public RoomEvent? ToolCallFromJson() => JsonSerializer.Deserialize(toolCallJson, ConversationJsonContext.Default.RoomEvent);

    [BenchmarkCategory("room, encode"), Benchmark(Baseline = true)]
    public int EncodeRoom()
    {
        var arguments = new List<RedisValue>(16) { RoomCodec.EncodeRecord(Samples.Room) };
        RoomCodec.AppendMetadata(arguments, Samples.Room.Metadata);
        return arguments.Count;
    }

    [BenchmarkCategory("room, encode"), Benchmark]
    public byte[] RoomToJson() => JsonSerializer.SerializeToUtf8Bytes(Samples.Room, ConversationJsonContext.Default.Room);

    [BenchmarkCategory("room, decode"), Benchmark(Baseline = true)]
    public object? DecodeRoom() => RoomCodec.Decode(room, Key);

    [BenchmarkCategory("room, decode"), Benchmark]
    public Room? RoomFromJson() => JsonSerializer.Deserialize(roomJson, ConversationJsonContext.Default.Room);

    [BenchmarkCategory("binding, encode"), Benchmark(Baseline = true)]
    public byte[] EncodeBinding() => new HintedRecord<ChannelBinding>(Samples.Binding, "000000000000000").Encode();

    [BenchmarkCategory("binding, encode"), Benchmark]
    public byte[] BindingToJson() => JsonSerializer.SerializeToUtf8Bytes(Samples.Binding, ConversationJsonContext.Default.ChannelBinding);

    [BenchmarkCategory("binding, decode"), Benchmark(Baseline = true)]
    public ChannelBinding DecodeBinding() => HintedRecord<ChannelBinding>.Decode(binding, Key).Value;

    [BenchmarkCategory("binding, decode"), Benchmark]
    public ChannelBinding? BindingFromJson() => JsonSerializer.Deserialize(bindingJson, ConversationJsonContext.Default.ChannelBinding);

    // What HGETALL returns for a room.
    private static RedisValue[] RoomHash()
    {
        var created = Instants.ToMicroseconds(Samples.Room.CreatedAt);
        var values = new List<RedisValue>
        {
            RoomFields.Record, RoomCodec.EncodeRecord(Samples.Room),
            RoomFields.Status, "active",
            RoomFields.CreatedAt, created,
            RoomFields.UpdatedAt, created,
            RoomFields.LastActivityAt, created,
            RoomFields.Version, 3,
            RoomFields.EventCount, 1042,
            RoomFields.LatestIndex, 1041,
            RoomFields.DeliveredIndex, 1041,
            RoomFields.Epoch, Epoch.Create(),
            RoomFields.Hint, new RoomHint(Nonce.Create(), "active", "acme").Format(),
        };
        RoomCodec.AppendMetadata(values, Samples.Room.Metadata);
        return [.. values.Select(value => (RedisValue)(byte[])value!)];
    }
}
