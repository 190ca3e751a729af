using System.Diagnostics;
using Xunit;

namespace Conversations.Conformance;

/// <summary>What all classes of the suite share: every test has a store on data of its own.</summary>
/// <param name="fixture">The backend.</param>
public abstract class ConformanceTest(IConversationStoreFixture fixture) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<IStoreUnderTest> opened = [];

    /// <summary>The test's store.</summary>
    protected IConversationStore Store => opened[0].Store;

    /// <summary>The clock of the test's store, where its class asks for one.</summary>
    protected ManualClock Clock { get; } = new(Samples.Instant.AddDays(1));

    /// <summary>How <see cref="Store"/> is set up.</summary>
    protected virtual StoreSettings Settings => StoreSettings.Default;

    /// <summary>Ends waiting when the test run is cancelled.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens the test's store, or skips the test where the backend cannot be had.</summary>
    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(fixture.Unavailable is not null, $"{fixture.Name}: {fixture.Unavailable}");
        await OpenAsync(Settings);
    }

    /// <summary>Closes what the test opened.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var store in opened) await store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a store with other settings, on data of its own.</summary>
    protected async Task<IConversationStore> OpenAsync(StoreSettings settings)
    {
        var store = await fixture.OpenAsync(settings, Token);
        opened.Add(store);
        return store.Store;
    }

    /// <summary>Opens a further store on the data of <see cref="Store"/>.</summary>
    protected async Task<IConversationStore> OpenReplicaAsync() => await opened[0].OpenReplicaAsync(Token);

    /// <summary><see cref="Store"/> and further stores on its data, to be used in turn.</summary>
    protected async Task<IConversationStore[]> OpenReplicasAsync(int count)
    {
        var replicas = new IConversationStore[count];
        replicas[0] = Store;
        for (var i = 1; i < count; i++) replicas[i] = await OpenReplicaAsync();
        return replicas;
    }

    /// <summary>Creates a sample room.</summary>
    protected Task<Room> CreateRoomAsync(string roomId = Samples.RoomId, Func<Room, Room>? change = null)
    {
        var room = Samples.Room(roomId);
        return Store.Rooms.CreateAsync(change is null ? room : change(room), Token);
    }

    /// <summary>The room as it is stored now.</summary>
    protected async Task<Room> RoomAsync(string roomId = Samples.RoomId)
    {
        var room = await Store.Rooms.GetAsync(roomId, Token);
        Assert.NotNull(room);
        return room;
    }

    /// <summary>Adds an event that must be new.</summary>
    /// <returns>The event as stored.</returns>
    protected async Task<RoomEvent> AddAsync(RoomEvent roomEvent)
    {
        var result = await Store.Events.AddAsync(roomEvent, cancellationToken: Token);
        Assert.Equal(AddEventOutcome.Committed, result.Outcome);
        return result.Event;
    }

    /// <summary>Creates a sample room and adds sample events with the given ids.</summary>
    /// <returns>The events as stored, by index.</returns>
    protected async Task<RoomEvent[]> RoomWithEventsAsync(params string[] eventIds)
    {
        await CreateRoomAsync();
        return await AddEventsAsync(eventIds);
    }

    /// <summary>Adds sample events with the given ids to the sample room.</summary>
    protected async Task<RoomEvent[]> AddEventsAsync(params string[] eventIds)
    {
        var events = new RoomEvent[eventIds.Length];
        for (var i = 0; i < events.Length; i++) events[i] = await AddAsync(Samples.Event(eventIds[i]));
        return events;
    }

    /// <summary>The ids of all events now in a room, in order of index.</summary>
    protected async Task<string[]> EventIdsAsync(string roomId = Samples.RoomId) =>
        Ids(await Store.Events.ListAsync(roomId, EventPage.Oldest(EventLimits.MaxPageLimit), cancellationToken: Token));

    /// <summary>The ids of events, in their order.</summary>
    protected static string[] Ids(IEnumerable<RoomEvent> events) => [.. events.Select(roomEvent => roomEvent.Id)];

    /// <summary>Asserts that an instant is the store's present, of a store with the system's clock. Servers' clocks may differ by minutes.</summary>
    protected static void AssertIsNow(DateTimeOffset? instant)
    {
        Assert.NotNull(instant);
        Assert.InRange(instant.Value, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(10));
    }

    /// <summary>Runs callers at the same time.</summary>
    protected static Task<T[]> AtOnceAsync<T>(int callers, Func<int, Task<T>> call) =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => call(caller), Token)));

    /// <summary>Waits until something is so, for as long as a slow machine may need.</summary>
    protected static async Task EventuallyAsync(string what, Func<Task<bool>> isSo)
    {
        var waited = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(waited.Elapsed < Patience, $"Not so after {Patience}: {what}.");
            await Task.Delay(20, Token);
        }
    }
}
