using Xunit;

namespace Conversations.Tests;

/// <summary>What only the in-memory store promises, and a quick look at its concurrency; the contract itself is the conformance suite's.</summary>
public sealed class InMemoryStoreTests : IAsyncDisposable
{
    private readonly InMemoryConversationStore store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Indices_stay_dense_under_concurrent_writers()
    {
        const int writers = 32, each = 50;
        await store.Rooms.CreateAsync(new() { Id = "room" }, Cancel);

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; i < each; i++)
                {
                    // Every other event is sent twice, as after a timeout.
                    var sent = Samples.Text("room", $"{writer}/{i}") with { IdempotencyKey = $"key {writer}/{i}" };
                    var result = await store.Events.AddAsync(sent, cancellationToken: Cancel);
                    if (i % 2 == 0) Assert.Equal(result.Event, (await store.Events.AddAsync(sent, cancellationToken: Cancel)).Event);
                }
            },
            Cancel)));

        var indices = new List<long>();
        await foreach (var roomEvent in store.Events.EnumerateAsync("room", pageSize: 1000, cancellationToken: Cancel)) indices.Add(roomEvent.Index!.Value);
        Assert.Equal(Enumerable.Range(0, writers * each).Select(index => (long)index), indices);
        var room = await store.Rooms.GetAsync("room", Cancel);
        Assert.Equal(writers * each, room!.EventCount);
        Assert.Equal((writers * each) - 1, room.LatestIndex);
    }

    [Fact]
    public async Task Pages_agree_with_a_plain_list_however_the_timeline_was_built()
    {
        await store.Rooms.CreateAsync(new() { Id = "room" }, Cancel);
        var random = new Random(7);
        var indices = Enumerable.Range(0, 60).Select(index => (long)index * 3).ToArray();
        foreach (var index in indices.OrderBy(_ => random.Next()))
        {
            await store.Events.ImportAsync(Samples.Text("room", $"e{index}") with { Index = index, Type = index % 2 == 0 ? EventType.Message : EventType.System }, Cancel);
        }

        foreach (var filter in new[] { null, new EventFilter { ExcludeTypes = [EventType.System] } })
        {
            var all = indices.Where(index => filter is null || index % 2 == 0).ToArray();
            for (var bound = -1; bound < 185; bound++)
            {
                Assert.Equal(all.Where(index => index > bound).Take(7), await Page(EventPage.After(bound, 7), filter));
                if (bound >= 0) Assert.Equal(all.Where(index => index < bound).TakeLast(7), await Page(EventPage.Before(bound, 7), filter));
                if (bound >= 0) Assert.Equal(all.Skip(bound).Take(7), await Page(EventPage.Oldest(7, bound), filter));
                if (bound >= 0) Assert.Equal(all.SkipLast(bound).TakeLast(7), await Page(EventPage.Newest(7, bound), filter));
            }

            Assert.Empty(await Page(EventPage.Newest(7, int.MaxValue), filter));
            Assert.Empty(await Page(EventPage.Oldest(7, int.MaxValue), filter));
        }

        async Task<IEnumerable<long>> Page(EventPage page, EventFilter? filter) =>
            (await store.Events.ListAsync("room", page, filter, Cancel)).Select(roomEvent => roomEvent.Index!.Value);
    }

    [Fact]
    public async Task Keys_expire_by_the_given_clock()
    {
        var clock = new ManualClock();
        await using var timed = new InMemoryConversationStore(new() { TimeProvider = clock, IdempotencyTimeToLive = TimeSpan.FromMinutes(1) });
        await timed.Rooms.CreateAsync(new() { Id = "room" }, Cancel);
        Assert.True(await timed.Idempotency.ClaimAsync("room", "key", cancellationToken: Cancel));

        clock.Present += TimeSpan.FromSeconds(59);
        Assert.False(await timed.Idempotency.ClaimAsync("room", "key", cancellationToken: Cancel));
        clock.Present += TimeSpan.FromSeconds(1);
        Assert.False(await timed.Idempotency.IsSeenAsync("room", "key", Cancel));
        Assert.True(await timed.Idempotency.ClaimAsync("room", "key", TimeSpan.FromHours(1), Cancel));
        clock.Present += TimeSpan.FromMinutes(30);
        Assert.True(await timed.Idempotency.IsSeenAsync("room", "key", Cancel));

        var updated = await timed.Rooms.UpdateAsync("room", room => room with { Status = RoomStatus.Paused }, cancellationToken: Cancel);
        Assert.Equal(clock.Present, updated.UpdatedAt);
    }

    [Fact]
    public async Task Arguments_are_checked_before_cancellation_and_cancellation_before_anything_happens()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<ArgumentException>(() => { _ = store.Rooms.GetAsync(" ", cancelled); });
        await Assert.ThrowsAsync<TaskCanceledException>(() => store.Rooms.CreateAsync(new() { Id = "room" }, cancelled));
        Assert.False(await store.Rooms.ExistsAsync("room", Cancel));
    }

    [Fact]
    public async Task A_disposed_store_says_so()
    {
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Rooms.ListAsync(cancellationToken: Cancel));
        await store.DisposeAsync();
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryConversationStore(new() { MaxEventBytes = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryConversationStore(new() { MaxEventBytes = 2048, MaxBatchBytes = 2047 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryConversationStore(new() { MaxContextRecords = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryConversationStore(new() { IdempotencyTimeToLive = TimeSpan.Zero }));
        Assert.Throws<ArgumentNullException>(() => new InMemoryConversationStore(new() { TimeProvider = null! }));
    }

    private sealed class ManualClock : TimeProvider
    {
        public DateTimeOffset Present { get; set; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Present;
    }
}
