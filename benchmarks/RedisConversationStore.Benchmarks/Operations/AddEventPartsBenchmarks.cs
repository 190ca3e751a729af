using BenchmarkDotNet.Attributes;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Benchmarks;

/// <summary>What adding an event does on this side of the connection, step by step.</summary>
[MemoryDiagnoser]
[ShortRunJob]
[HideColumns("Job", "IterationCount", "LaunchCount", "WarmupCount", "Error", "StdDev")]
public class AddEventPartsBenchmarks
{
    private static readonly KeySpace KeySpace = new("conv");
    private static readonly EncodedEvent[] Items = [new(Samples.TextEvent, EventCodec.Encode(Samples.TextEvent, EventLimits.DefaultMaxEventBytes))];
    private static readonly string ScriptText = new Script("events/add", [], []).Text;
    private static readonly RedisResult Reply = RedisResult.Create(41, ResultType.Integer);

    [Benchmark]
    public RoomEvent Check() => RecordRules.Accept(Samples.TextEvent);

    [Benchmark]
    public byte[] Encode() => EventCodec.Encode(Samples.TextEvent, EventLimits.DefaultMaxEventBytes);

    [Benchmark]
    public RedisKey[] Keys() => AddEventsScript.Keys(KeySpace.Room("room-0"), Items);

    [Benchmark]
    public RedisValue[] Arguments() => AddEventsScript.Arguments(Items, refuseClosed: false, TimeSpan.FromHours(24));

    [Benchmark]
    public RedisKey LocatorKey() => KeySpace.EventLocator(Samples.TextEvent.Id);

    /// <summary>The client finds a script's hash by its text, on every call.</summary>
    [Benchmark]
    public int HashScriptText() => ScriptText.GetHashCode(StringComparison.Ordinal);

    [Benchmark]
    public RoomEvent Result() => Samples.TextEvent with { Index = new AddEventsReply(Reply).Index(0) };
}
