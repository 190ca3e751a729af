using System.Diagnostics;
using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using Conversations.Redis.Connection;
using Conversations.Redis.Logging;
using Conversations.Redis.Operations;
using Conversations.Redis.Telemetry;
using StackExchange.Redis;

namespace Conversations.Redis.Benchmarks;

/// <summary>Who listens while the operations run.</summary>
public enum Listening
{
    /// <summary>The operations without what traces and measures them, as if it did not exist.</summary>
    Bypassed,

    /// <summary>Nobody.</summary>
    Nobody,

    /// <summary>A listener to metrics.</summary>
    Metrics,

    /// <summary>Listeners to metrics and to every span, with all its attributes.</summary>
    MetricsAndTraces,
}

/// <summary>What telemetry costs, without what exporters do: two operations on a server of their own, and one that is done at once, where nothing hides it.</summary>
[MemoryDiagnoser]
[ShortRunJob]
[HideColumns("Job", "IterationCount", "LaunchCount", "WarmupCount", "StdDev")]
public class TelemetryBenchmarks
{
    private const string RoomId = "room-0";

    private readonly List<IDisposable> listeners = [];
    private readonly IRoomDirectory done = new DoneDirectory();
    private BenchmarkServer? server;
    private IConnectionMultiplexer? connection;
    private IRoomDirectory? directory;
    private IEventStore? events;
    private int added;

    [Params(Listening.Bypassed, Listening.Nobody, Listening.Metrics, Listening.MetricsAndTraces)]
    public Listening Listening { get; set; }

    [GlobalSetup]
    public async Task StartAsync()
    {
        server = await BenchmarkServer.StartAsync();
        connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var options = new RedisConversationStoreOptions();
        var keys = new KeySpace(options.KeyPrefix);
        var redis = new RedisGateway(new StoreConnection(connection, isOwned: false, StoreLog.To(null)), new LayoutGuard(keys), options);
        var operations = new RedisEvents(redis, keys, new EventLocators(redis, keys, new Tidying(), options.EventLocators), options);
        events = Listening == Listening.Bypassed ? operations : new TracedEvents(operations, redis.Telemetry);
        directory = Listening == Listening.Bypassed ? done : new TracedDirectory(done, redis.Telemetry);
        await new RedisConversationStore(connection, options).Rooms.CreateAsync(Samples.Room);
        for (; added < 1000; added++) await events.AddAsync(Samples.Numbered(added, RoomId));
        Listen();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        listeners.ForEach(listener => listener.Dispose());
        await connection!.DisposeAsync();
        await server!.DisposeAsync();
    }

    [Benchmark]
    public Task<AddEventResult> AddEvent() => events!.AddAsync(Samples.Numbered(added++, RoomId));

    [Benchmark]
    public Task<RoomEvent?> GetEvent() => events!.GetAsync(RoomId, Samples.Numbered(0, RoomId).Id);

    [Benchmark]
    public Task<Room?> DoneAtOnce() => directory!.FindLatestAsync("participant");

    private void Listen()
    {
        if (Listening >= Listening.Metrics) listeners.Add(ListenToMetrics());
        if (Listening == Listening.MetricsAndTraces) listeners.Add(ListenToTraces());
    }

    private static MeterListener ListenToMetrics()
    {
        var metrics = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == ConversationStoreTelemetry.MeterName) listener.EnableMeasurementEvents(instrument);
            },
        };
        metrics.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        metrics.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        metrics.Start();
        return metrics;
    }

    private static ActivityListener ListenToTraces()
    {
        var traces = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ConversationStoreTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(traces);
        return traces;
    }

    private sealed class DoneDirectory : IRoomDirectory
    {
        private readonly Task<Room?> latest = Task.FromResult<Room?>(null);

        public Task<Room?> FindLatestAsync(string participantId, ChannelType? channelType = null, RoomStatus? status = null, CancellationToken cancellationToken = default) => latest;

        public Task<IReadOnlyList<Room>> FindAsync(RoomQuery query, int offset = 0, int limit = 100, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> FindIdsByChannelAsync(string channelId, RoomStatus? status = null, int limit = 100, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
