using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;
using static Conversations.Redis.ConversationStoreTelemetry.Operations;
using Attributes = Conversations.Redis.ConversationStoreTelemetry.Attributes;
using Metrics = Conversations.Redis.ConversationStoreTelemetry.Metrics;

namespace Conversations.Redis.Tests.Telemetry;

/// <summary>What is counted beside the operations.</summary>
public sealed class CounterTests : TelemetryTest
{
    private static readonly KeySpace Keys = new("conv");

    private readonly ManualClock clock = new(DateTimeOffset.UtcNow);

    private protected override RedisConversationStoreOptions Options => new() { TimeProvider = clock, Retry = new() { MaxAttempts = 3, BaseDelay = TimeSpan.FromMilliseconds(1) } };

    [Fact]
    public async Task Duplicates_are_counted_by_the_operation_that_suppressed_them()
    {
        var first = Samples.Event("first") with { IdempotencyKey = "key" };
        await Store.Events.AddAsync(first, cancellationToken: Token);
        await Store.Events.AddAsync(first, cancellationToken: Token);
        await Store.Events.AddAsync(Samples.Event("other") with { IdempotencyKey = "key" }, cancellationToken: Token);
        await Store.Events.AddManyAsync(RoomId, [first, Samples.Event("second"), Samples.Event("second")], cancellationToken: Token);
        await Store.Events.ImportAsync(first with { Index = 0 }, Token);

        Assert.Equal(
            new() { [EventsAdd] = 2, [EventsAddMany] = 2, [EventsImport] = 1 },
            Collector.Stop().SumsOf(Metrics.Duplicates, Attributes.DbOperationName));
    }

    [Fact]
    public async Task Event_sizes_are_the_bytes_stored()
    {
        var rich = Samples.FullEvent("rich") with { RoomId = RoomId };
        await Store.Events.AddAsync(rich, cancellationToken: Token);
        await Store.Events.AddAsync(rich, cancellationToken: Token);
        var added = await StoredBytesAsync();
        await Store.Events.UpdateAsync(rich with { IdempotencyKey = "not kept", Metadata = DataObject.Of(("more", new string('x', 1000))) }, Token);
        var updated = await StoredBytesAsync();
        await Store.Events.AddManyAsync(RoomId, [Samples.Event("a"), Samples.Event("b") with { IdempotencyKey = "key" }, rich], cancellationToken: Token);
        await Store.Events.ImportAsync(Samples.Event("c") with { Index = 100 }, Token);
        var all = await StoredBytesAsync();

        var sizes = Collector.Stop().SumsOf(Metrics.EventSize, Attributes.DbOperationName);

        Assert.Equal((added, updated), (sizes[EventsAdd], sizes[EventsUpdate]));
        Assert.Equal(all - updated, sizes[EventsAddMany] + sizes[EventsImport]);
    }

    [Fact]
    public async Task Retries_are_counted_by_their_reason_and_seen_in_the_span()
    {
        await Server.ExecuteAsync("CONFIG", "SET", "min-replicas-to-write", "1");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));

        var collected = Collector.Stop();
        Assert.Equal(new() { ["failover"] = 2 }, collected.SumsOf(Metrics.Retries, Attributes.ErrorType));
        Assert.Equal(1, Assert.Single(collected.Of(Metrics.OperationDuration)).Count);
        Assert.All(Assert.Single(collected.Spans).Events, retry => Assert.Equal((ConversationStoreTelemetry.RetryEvent, "failover"), (retry.Name, retry.Tags.Single(tag => tag.Key == Attributes.ErrorType).Value)));
        Assert.Equal(2, collected.Spans[0].Events.Count());
    }

    [Fact]
    public async Task Stale_hints_are_counted_when_a_reader_removes_them()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(Server.ConnectionString);
        foreach (var entry in new RoomHint(Nonce.Create(), "active", null).Entries(Keys, "never", Samples.Instant))
        {
            await connection.GetDatabase().SortedSetAddAsync(entry.Key, entry.Member, entry.Score);
        }

        await Store.Rooms.ListAsync(cancellationToken: Token);
        await Store.TidyUpAsync();
        await Store.Rooms.ListAsync(cancellationToken: Token);
        await Store.TidyUpAsync();

        Assert.Equal(1, Assert.Single(Collector.Stop().Of(Metrics.StaleHints)).Sum);
    }

    private async Task<double> StoredBytesAsync()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(Server.ConnectionString);
        var events = Keys.Room(RoomId).Events;
        return (await connection.GetDatabase().SortedSetRangeByRankAsync(events)).Sum(member => StoredEvent.Parse(member, events).Bytes.Length);
    }
}
