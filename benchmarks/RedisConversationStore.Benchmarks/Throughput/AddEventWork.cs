using System.Globalization;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Benchmarks;

/// <summary>The same events added in several ways. Everything that is not the call itself is made beforehand, and rounds start from the same empty rooms, so they can use the same events.</summary>
internal sealed class AddEventWork : IAsyncDisposable
{
    private const int Rooms = 64;

    private readonly RoomEvent[] events;
    private readonly Call[] calls;
    private readonly RedisConversationStore store;
    private readonly RedisConversationStore withoutLocators;
    private readonly IDatabase database;
    private readonly IServer server;

    internal AddEventWork(IConnectionMultiplexer connection, int operations)
    {
        var options = new RedisConversationStoreOptions();
        store = new(connection, options);
        withoutLocators = new RedisConversationStore(connection, options with { EventLocators = false });
        database = connection.GetDatabase();
        server = connection.GetServers()[0];
        events = [.. Enumerable.Range(0, operations).Select(i => Samples.Numbered(i, RoomName(i)))];
        calls = [.. events.Select(roomEvent => new Call(roomEvent, options))];
        var script = new Script("events/add", [], []).Text;
        Contenders =
        [
            new("store", "the store: events.AddAsync", i => store.Events.AddAsync(events[i])),
            new("bare", "the bare script, ready-made arguments", i => database.ScriptEvaluateAsync(script, calls[i].Keys, calls[i].Arguments)),
            new("bare+locator", "the bare script and the bare HSETNX of the locator beside it: the store's commands", i => BareWithLocatorAsync(script, calls[i])),
            new("store-locator", "the store without locators: the bare script's commands", i => withoutLocators.Events.AddAsync(events[i])),
        ];
    }

    internal Contender[] Contenders { get; }

    internal int EventBytes => calls[0].EventBytes;

    /// <summary>Empties the server and makes the rooms.</summary>
    internal async Task ResetAsync()
    {
        await server.FlushDatabaseAsync();
        for (var i = 0; i < Rooms; i++) await store.Rooms.CreateAsync(Samples.Room with { Id = RoomName(i) });
    }

    /// <summary>Fails unless a round stored each event once.</summary>
    internal async Task VerifyAsync()
    {
        var stored = 0L;
        for (var i = 0; i < Rooms; i++) stored += await store.Events.CountAsync(RoomName(i));
        if (stored != events.Length) throw new InvalidOperationException($"{stored} events are stored, {events.Length} were added.");
    }

    /// <summary>What the server has used so far; not a number where it does not tell.</summary>
    internal async Task<double> ServerProcessorMicrosecondsAsync()
    {
        var used = (await server.InfoAsync("cpu")).SelectMany(section => section).Where(field => field.Key is "used_cpu_user" or "used_cpu_sys").ToArray();
        return used.Length == 2 ? used.Sum(field => double.Parse(field.Value, CultureInfo.InvariantCulture)) * 1e6 : double.NaN;
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await withoutLocators.DisposeAsync();
    }

    private async Task BareWithLocatorAsync(string script, Call call)
    {
        var located = database.HashSetAsync(call.LocatorKey, call.EventId, call.RoomId, When.NotExists);
        await database.ScriptEvaluateAsync(script, call.Keys, call.Arguments);
        await located;
    }

    private static string RoomName(int operation) => $"room-{operation % Rooms}";

    private sealed class Call
    {
        internal Call(RoomEvent roomEvent, RedisConversationStoreOptions options)
        {
            var keySpace = new KeySpace(options.KeyPrefix);
            var item = new EncodedEvent(roomEvent, EventCodec.Encode(roomEvent, options.MaxEventBytes, CallNonce.CreateShort()));
            EventBytes = item.Bytes.Length;
            Keys = AddEventsScript.Keys(keySpace.Room(roomEvent.RoomId), [item]);
            Arguments = AddEventsScript.Arguments([item], refuseClosed: false, options.IdempotencyTimeToLive);
            LocatorKey = keySpace.EventLocator(roomEvent.Id);
            EventId = roomEvent.Id;
            RoomId = roomEvent.RoomId;
        }

        internal int EventBytes { get; }

        internal RedisKey[] Keys { get; }

        internal RedisValue[] Arguments { get; }

        internal RedisKey LocatorKey { get; }

        internal RedisValue EventId { get; }

        internal RedisValue RoomId { get; }
    }
}
