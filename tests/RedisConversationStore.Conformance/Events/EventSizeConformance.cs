using Xunit;

namespace Conversations.Conformance;

/// <summary>The limit on the size of an event: bytes of the stored format, the same on every store.</summary>
/// <param name="fixture">The backend.</param>
public abstract class EventSizeConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    // What the stored format takes for the sample event beside the text itself, when the text is 65536 bytes or more.
    private const int Overhead = 70;
    private const int Limit = 100_000;

    /// <inheritdoc/>
    protected override StoreSettings Settings => new() { MaxEventBytes = Limit };

    [Fact]
    public async Task Event_of_exactly_the_limit_is_taken_and_comes_back()
    {
        await CreateRoomAsync();

        var stored = await AddAsync(OfBytes(Limit));

        Assert.Equal(stored, await Store.Events.GetAsync(Samples.RoomId, stored.Id, Token));
    }

    [Fact]
    public async Task Event_of_one_byte_more_is_an_argument_error_in_every_write_and_stores_nothing()
    {
        await RoomWithEventsAsync("sized");
        var tooLarge = OfBytes(Limit + 1);
        var before = await RoomAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Events.AddAsync(tooLarge with { Id = "extra" }, cancellationToken: Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("small"), tooLarge with { Id = "extra" }], cancellationToken: Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Events.ImportAsync(tooLarge with { Id = "extra", Index = 9 }, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Events.UpdateAsync(tooLarge, Token));

        Assert.Equal(before, await RoomAsync());
        Assert.Equal(["sized"], await EventIdsAsync());
    }

    [Fact]
    public async Task Limit_counts_bytes_of_utf8_and_not_characters()
    {
        await CreateRoomAsync();
        var twoBytesEach = new TextContent { Body = new('é', (Limit / 2) + 1) };

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Events.AddAsync(Samples.Event("sized") with { Content = twoBytesEach }, cancellationToken: Token));
    }

    [Fact]
    public async Task Limit_is_one_mebibyte_by_default()
    {
        var store = await OpenAsync(StoreSettings.Default);
        await store.Rooms.CreateAsync(Samples.Room(), Token);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.Events.AddAsync(OfBytes((1024 * 1024) + 1), cancellationToken: Token));

        Assert.Equal(AddEventOutcome.Committed, (await store.Events.AddAsync(OfBytes(1024 * 1024), cancellationToken: Token)).Outcome);
    }

    [Fact]
    public async Task Call_whose_events_take_exactly_the_batch_limit_together_is_taken()
    {
        var store = await OpenAsync(new() { MaxEventBytes = Limit, MaxBatchBytes = 2 * Limit });
        await store.Rooms.CreateAsync(Samples.Room(), Token);

        // The second id is as long as the first, so that both take as many bytes.
        var results = await store.Events.AddManyAsync(Samples.RoomId, [OfBytes(Limit), OfBytes(Limit) with { Id = "other" }], cancellationToken: Token);

        Assert.All(results, result => Assert.Equal(AddEventOutcome.Committed, result.Outcome));
    }

    [Fact]
    public async Task Call_whose_events_take_more_than_the_batch_limit_together_is_an_argument_error_that_names_the_option_and_stores_nothing()
    {
        var store = await OpenAsync(new() { MaxEventBytes = Limit, MaxBatchBytes = 2 * Limit });
        await store.Rooms.CreateAsync(Samples.Room(), Token);

        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => store.Events.AddManyAsync(
            Samples.RoomId,
            [OfBytes(Limit), OfBytes(Limit) with { Id = "other" }, Samples.Event("small")],
            cancellationToken: Token));

        Assert.Contains("MaxBatchBytes", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await store.Events.CountAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Events_split_into_batches_are_taken()
    {
        var store = await OpenAsync(new() { MaxEventBytes = Limit, MaxBatchBytes = 2 * Limit });
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        var events = Enumerable.Range(0, 5).Select(number => OfBytes(Limit) with { Id = $"ev_{number:00}"[..5] }).ToArray();

        foreach (var batch in EventBatches.Split(events, 2 * Limit)) await store.Events.AddManyAsync(Samples.RoomId, batch, cancellationToken: Token);

        Assert.Equal(events.Select(roomEvent => roomEvent.Id), (await store.Events.ListAsync(Samples.RoomId, EventPage.Oldest(), cancellationToken: Token)).Select(roomEvent => roomEvent.Id));
    }

    private static RoomEvent OfBytes(int bytes) => Samples.Event("sized") with { Content = new TextContent { Body = new('x', bytes - Overhead) } };
}
