using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Conversations.Conformance;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using StackExchange.Redis.Profiling;
using Xunit;
using static Conversations.Redis.ConversationStoreTelemetry.Operations;
using Attributes = Conversations.Redis.ConversationStoreTelemetry.Attributes;
using Metrics = Conversations.Redis.ConversationStoreTelemetry.Metrics;

namespace Conversations.Redis.Tests.Telemetry;

/// <summary>How spans and metrics fit into those of the application.</summary>
public sealed class SpanTests : TelemetryTest
{
    [Fact]
    public async Task Span_is_the_parent_of_what_the_client_reports()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(Server.ConnectionString);
        var parents = new ConcurrentQueue<string?>();
        var profile = new ProfilingSession();
        await using var store = new RedisConversationStore(connection);
        await store.Rooms.ExistsAsync(RoomId, Token);
        connection.RegisterProfiler(() =>
        {
            parents.Enqueue(Activity.Current?.DisplayName);
            return profile;
        });

        // The task's id alone leads to the room first: two round trips.
        await store.Tasks.AddAsync(Samples.Task("t"), Token);
        parents.Clear();
        await store.Tasks.GetAsync("t", Token);

        Assert.True(parents.Count >= 2, $"The client reported {parents.Count} commands.");
        Assert.All(parents, parent => Assert.Equal(TasksGet, parent));
    }

    [Fact]
    public async Task Calls_at_the_same_time_have_spans_of_their_own()
    {
        using var root = new Activity("caller").Start();

        var calls = Enumerable.Range(0, 20).Select(i => Store.Events.AddAsync(Samples.Event($"e{i}"), cancellationToken: Token)).ToList();
        Assert.Same(root, Activity.Current);
        await Task.WhenAll(calls);

        var spans = Collector.Stop().Spans;
        Assert.Equal(20, spans.Count);
        Assert.All(spans, span => Assert.Equal(root.SpanId, span.ParentSpanId));
    }

    [Fact]
    public async Task Enumerating_a_timeline_has_a_span_a_page()
    {
        await Store.Events.AddManyAsync(RoomId, [.. Enumerable.Range(0, 3).Select(i => Samples.Event($"e{i}"))], cancellationToken: Token);

        var read = await Store.Events.EnumerateAsync(RoomId, pageSize: 2, cancellationToken: Token).CountAsync(Token);

        Assert.Equal(3, read);
        Assert.Equal([EventsAddMany, EventsList, EventsList], Collector.Stop().Spans.Select(span => span.DisplayName));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(3, 3)]
    public async Task Batch_says_how_many_events_it_carries(int events, int? batchSize)
    {
        await Store.Events.AddManyAsync(RoomId, [.. Enumerable.Range(0, events).Select(i => Samples.Event($"e{i}"))], cancellationToken: Token);

        var collected = Collector.Stop();
        Assert.Equal(batchSize, Assert.Single(collected.Spans).GetTagItem(Attributes.DbOperationBatchSize));
        Assert.DoesNotContain(Attributes.DbOperationBatchSize, Assert.Single(collected.Of(Metrics.OperationDuration)).Tags.Keys);
    }

    [Fact]
    public async Task Spans_name_rooms_when_the_application_wants_it_and_metrics_never()
    {
        await using var naming = await RedisConversationStore.ConnectAsync(Server.ConnectionString, new() { TraceRoomIds = true }, Token);

        await Store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token);
        await naming.Events.AddAsync(Samples.Event("f"), cancellationToken: Token);
        await naming.Rooms.ListAsync(cancellationToken: Token);

        var collected = Collector.Stop();
        Assert.Equal([null, RoomId, null], collected.Spans.Select(span => span.GetTagItem(Attributes.RoomId)));
        Assert.DoesNotContain(collected.Measurements, measured => measured.Tags.ContainsKey(Attributes.RoomId));
    }

    [Fact]
    public async Task Meter_comes_from_the_factory_that_is_given()
    {
        using var factory = new CountingFactory();
        await using var store = await RedisConversationStore.ConnectAsync(Server.ConnectionString, new() { MeterFactory = factory }, Token);

        await store.Rooms.GetAsync(RoomId, Token);

        Assert.Equal(ConversationStoreTelemetry.MeterName, Assert.Single(factory.Meters).Name);
        Assert.Equal(1, Assert.Single(Collector.Stop().Of(Metrics.OperationDuration)).Count);
    }

    [Fact]
    public async Task Store_on_several_servers_names_none_of_them()
    {
        var configuration = new ConfigurationOptions { EndPoints = { { "127.0.0.1", Server.Port }, { "localhost", Server.Port } }, DefaultDatabase = 3 };
        await using var store = await RedisConversationStore.ConnectAsync(configuration, cancellationToken: Token);

        var seen = await SpanAsync(() => store.Rooms.GetAsync(RoomId, Token));

        Assert.Equal((null, null, "3"), (seen.GetTagItem(Attributes.ServerAddress), seen.GetTagItem(Attributes.ServerPort), seen.GetTagItem(Attributes.DbNamespace)));
    }

    [Fact]
    public async Task Store_behind_Sentinels_names_neither_a_Sentinel_nor_the_primary_of_the_moment()
    {
        await using var group = await SentinelGroup.StartAsync(replicas: 1);
        var oneSentinel = group.ConnectionString.Split(',')[0] + ",serviceName=" + SentinelGroup.ServiceName;
        await using var connected = await RedisConversationStore.ConnectAsync(oneSentinel, cancellationToken: Token);
        await using var provider = new ServiceCollection().AddRedisConversationStore(oneSentinel).BuildServiceProvider();

        foreach (var store in (IConversationStore[])[connected, provider.GetRequiredService<IConversationStore>()])
        {
            var seen = await SpanAsync(() => store.Rooms.GetAsync(RoomId, Token));
            Assert.Equal((null, null), (seen.GetTagItem(Attributes.ServerAddress), seen.GetTagItem(Attributes.ServerPort)));
        }
    }

    private static async Task<Activity> SpanAsync(Func<Task> call)
    {
        using var root = new Activity("caller").Start();
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == ConversationStoreTelemetry.ActivitySourceName, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData };
        Activity? seen = null;
        listener.ActivityStopped = span => seen = span.TraceId == root.TraceId ? span : seen;
        ActivitySource.AddActivityListener(listener);

        await call();

        Assert.NotNull(seen);
        return seen;
    }

    private sealed class CountingFactory : IMeterFactory
    {
        internal List<Meter> Meters { get; } = [];

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;
            Meters.Add(new(options));
            return Meters[^1];
        }

        public void Dispose() => Meters.ForEach(meter => meter.Dispose());
    }
}
