using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Operations;

/// <summary>Filters by type and thread find what is rare in a long room without reading the room.</summary>
public sealed class FilterCostTests(RedisServerFixture fixture) : IAsyncLifetime
{
    private const int Noise = 20_000;

    // A server of its own: what other tests read would be counted too.
    private RedisServerProcess? server;
    private IConnectionMultiplexer? connection;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(fixture.Unavailable is not null, fixture.Unavailable ?? "");
        server = await RedisServerProcess.StartAsync();
        connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }

    [Fact]
    public async Task Rare_events_are_found_without_reading_the_others()
    {
        await using var store = new RedisConversationStore(connection!);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        var early = await AddAsync(store, "early", EventType.Message);
        var task = await AddAsync(store, "task", EventType.TaskCreated);
        var reply = await AddAsync(store, "reply", EventType.Typing, parent: "early");
        await FillAsync(store, EventType.Typing);
        var late = await AddAsync(store, "late", EventType.Message);
        await FillAsync(store, EventType.Typing);

        await ReadsLittleAsync(() => store.Events.ConversationAsync(Samples.RoomId, cancellationToken: Token), early, late);
        await ReadsLittleAsync(() => store.Events.ConversationAsync(Samples.RoomId, afterIndex: early.Index, cancellationToken: Token), late);
        await ReadsLittleAsync(() => ListAsync(EventPage.Newest(10), new() { IncludeTypes = [EventType.TaskCreated] }), task);
        await ReadsLittleAsync(() => ListAsync(EventPage.After(-1, 10), new() { IncludeTypes = [EventType.TaskCreated, EventType.Message] }), early, task, late);
        await ReadsLittleAsync(() => ListAsync(EventPage.Before(Noise * 2, 10), new() { ParentEventId = "early" }), reply);

        Task<IReadOnlyList<RoomEvent>> ListAsync(EventPage page, EventFilter filter) => store.Events.ListAsync(Samples.RoomId, page, filter, Token);
    }

    [Fact]
    public async Task A_page_of_messages_reads_little_more_than_the_page()
    {
        await using var store = new RedisConversationStore(connection!);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await FillAsync(store, EventType.Message);
        const int limit = 500;

        // The script is loaded, which has a reply of its own.
        await store.Events.TimelineAsync(Samples.RoomId, limit, cancellationToken: Token);
        var page = await SentForAsync(() => store.Events.TimelineAsync(Samples.RoomId, limit, cancellationToken: Token));

        var filtered = await SentForAsync(ConversationAsync);

        Assert.InRange(filtered, page * 6 / 5, page * 3 / 2);

        // Where all that was read counted, the next page is read without a spare, until something else comes between.
        Assert.InRange(await SentForAsync(ConversationAsync), page, page * 21 / 20);
        await AddAsync(store, "typing", EventType.Typing);
        Assert.Equal(limit, (await ConversationAsync()).Count);
        Assert.InRange(await SentForAsync(ConversationAsync), page * 6 / 5, page * 3 / 2);

        Task<IReadOnlyList<RoomEvent>> ConversationAsync() => store.Events.ConversationAsync(Samples.RoomId, limit, cancellationToken: Token);
    }

    private static async Task<RoomEvent> AddAsync(IConversationStore store, string id, EventType type, string? parent = null) =>
        (await store.Events.AddAsync(Samples.Event(id) with { Type = type, ParentEventId = parent }, cancellationToken: Token)).Event;

    private static async Task FillAsync(IConversationStore store, EventType type)
    {
        for (var added = 0; added < Noise; added += EventLimits.MaxEventsPerAdd)
        {
            var events = Enumerable.Range(0, EventLimits.MaxEventsPerAdd).Select(_ => Samples.Event(Guid.NewGuid().ToString("N")) with { Type = type });
            await store.Events.AddManyAsync(Samples.RoomId, [.. events], cancellationToken: Token);
        }
    }

    /// <summary>What the server sends for an answer is far less than the room.</summary>
    private async Task ReadsLittleAsync(Func<Task<IReadOnlyList<RoomEvent>>> read, params RoomEvent[] expected)
    {
        IReadOnlyList<RoomEvent> found = [];

        var sent = await SentForAsync(async () => found = await read());

        Assert.Equal(expected, found);
        Assert.InRange(sent, 1, 1_000_000);
    }

    private async Task<long> SentForAsync(Func<Task> read)
    {
        var before = await SentBytesAsync();
        await read();
        return await SentBytesAsync() - before;
    }

    private async Task<long> SentBytesAsync()
    {
        var stats = await connection!.GetServer(connection.GetEndPoints()[0]).InfoAsync("stats");
        return long.Parse(stats.SelectMany(group => group).First(pair => pair.Key == "total_net_output_bytes").Value);
    }
}
