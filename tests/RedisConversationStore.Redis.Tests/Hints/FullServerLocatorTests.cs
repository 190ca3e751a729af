using Conversations.Conformance;
using Conversations.Redis.Tests.Errors;
using Conversations.Redis.Tests.Retries;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Hints;

/// <summary>Adds that a server at its memory limit refuses take back the locators that traveled beside them.</summary>
public sealed class FullServerLocatorTests : FaultTest
{
    private const int Adds = 300;

    [Fact]
    public async Task Refused_adds_on_a_full_server_leave_no_locator()
    {
        await using var server = await StartServerAsync("--requirepass", Secret, "--maxmemory-policy", "noeviction");
        await using var admin = await ConnectAsync(server);
        var limited = admin.GetServers().Single();
        var used = (await limited.InfoAsync("memory")).SelectMany(lines => lines).Single(line => line.Key == "used_memory").Value;
        await using var store = await OpenWithRoomAsync(server);
        await limited.ConfigSetAsync("maxmemory", long.Parse(used) + 2_000_000);

        // Many at once, so that some find memory for the locator and none for the event.
        var refused = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async caller =>
        {
            for (var number = 0; Volatile.Read(ref refused) < Adds; number++)
            {
                if (await IsRefusedAsync(() => store.Events.AddAsync(Large($"{caller} {number}"), cancellationToken: Token))) Interlocked.Increment(ref refused);
            }
        }));

        await OnlyStoredEventsAreLocatedAsync(store, admin);
    }

    [Fact]
    public async Task Memory_that_ends_between_locator_and_event_leaves_no_locator()
    {
        await using var server = await StartServerAsync("--requirepass", Secret, "--maxmemory-policy", "noeviction");
        await using var admin = await ConnectAsync(server);
        await using (await OpenWithRoomAsync(server))
        {
            // Makes the room.
        }

        var limited = admin.GetServers().Single();
        var located = 0;
        var connection = Intercepted<IConnectionMultiplexer>.Create(
            await ConnectAsync(server),
            (method, _, call) => method.Name == nameof(IConnectionMultiplexer.GetDatabase) ? Intercepted<IDatabase>.Create((IDatabase)call()!, (command, _, send) => Send(command.Name, send)) : call());
        await using var store = new RedisConversationStore(connection, WithoutRetries);

        for (var number = 0; number < 30; number++)
        {
            Assert.True(await IsRefusedAsync(() => AddAsync(store, number)));

            // Or its tidying up would take the memory of the next add.
            await store.TidyUpAsync();
        }

        await OnlyStoredEventsAreLocatedAsync(store, admin);
        Assert.Equal(40, located);

        // The locator finds memory, the script after it does not.
        object? Send(string command, Func<object?> send)
        {
            if (command == nameof(IDatabase.HashSetAsync))
            {
                limited.ConfigSet("maxmemory", 0);
                var write = send();
                if (((Task<bool>)write!).GetAwaiter().GetResult()) located++;
                return write;
            }

            if (command == nameof(IDatabase.ScriptEvaluateAsync)) limited.ConfigSet("maxmemory", 1);
            return send();
        }
    }

    private static Task AddAsync(RedisConversationStore store, int number)
    {
        var added = Samples.Event($"e{number}");
        if (number % 3 == 0) return store.Events.AddAsync(added, cancellationToken: Token);
        if (number % 3 == 1) return store.Events.AddManyAsync(Samples.RoomId, [added, Samples.Event($"f{number}")], cancellationToken: Token);
        return store.Events.ImportAsync(added with { Index = 100 + number }, Token);
    }

    private static RoomEvent Large(string id) => Samples.Event(id) with { Content = new TextContent { Body = new string('x', 4_000) } };

    private static async Task<bool> IsRefusedAsync(Func<Task> add)
    {
        try
        {
            await add();
            return false;
        }
        catch (StoreUnavailableException fault) when (fault.Reason == UnavailableReason.OutOfMemory)
        {
            return true;
        }
    }

    private static Task OnlyStoredEventsAreLocatedAsync(RedisConversationStore store, ConnectionMultiplexer admin) => Testing.Condition.HoldsAsync(
        "each locator is that of a stored event",
        async () =>
        {
            await store.TidyUpAsync();
            var database = admin.GetDatabase();
            var located = new List<string>();
            foreach (var key in Keyspace.Under(admin, "conv:locator:event")) located.AddRange((await database.HashKeysAsync(key)).Select(id => id.ToString()));
            var stored = await database.HashKeysAsync(new KeySpace("conv").Room(Samples.RoomId).Ids);
            return stored.Select(id => id.ToString()).Order(StringComparer.Ordinal).SequenceEqual(located.Order(StringComparer.Ordinal));
        },
        Token);
}
