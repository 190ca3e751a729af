using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Errors;

/// <summary>Stores and connections that are closed while calls are under way.</summary>
public sealed class ClosingTests : FaultTest
{
    private const int Rooms = 8;

    private static RedisConversationStoreOptions Patient { get; } = new() { OperationTimeout = TimeSpan.FromMinutes(1) };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Close_while_adds_are_under_way_ends_them_as_unavailable_and_says_which_may_be_stored(bool isAsync)
    {
        await using var server = await StartServerAsync();
        await using var reader = await RedisConversationStore.ConnectAsync(server.ConnectionString, Patient, Token);
        for (var i = 0; i < Rooms; i++) await reader.Rooms.CreateAsync(Samples.Room($"room {i}"), Token);
        for (var round = 0; round < 10; round++)
        {
            var store = await RedisConversationStore.ConnectAsync(server.ConnectionString + ",asyncTimeout=30000", Patient, Token);
            await store.Rooms.ExistsAsync("room 0", Token);

            Task<AddEventResult>[] adds = [.. Enumerable.Range(0, 400).Select(i => Task.Run(() => store.Events.AddAsync(Samples.Event($"{isAsync} {round} {i}", $"room {i % Rooms}"), cancellationToken: Token)))];
            await Task.WhenAny(adds);
            if (isAsync) await store.DisposeAsync();
            else store.Dispose();

            await AssertEndsAsync(adds, reader);
        }
    }

    [Fact]
    public async Task Connection_closed_by_the_application_while_adds_are_under_way_is_named_and_says_which_may_be_stored()
    {
        await using var server = await StartServerAsync();
        await using var reader = await RedisConversationStore.ConnectAsync(server.ConnectionString, Patient, Token);
        for (var i = 0; i < Rooms; i++) await reader.Rooms.CreateAsync(Samples.Room($"room {i}"), Token);
        for (var round = 0; round < 10; round++)
        {
            var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",asyncTimeout=30000");
            await using var store = new RedisConversationStore(connection, Patient);
            await store.Rooms.ExistsAsync("room 0", Token);

            Task<AddEventResult>[] adds = [.. Enumerable.Range(0, 400).Select(i => Task.Run(() => store.Events.AddAsync(Samples.Event($"{round} {i}", $"room {i % Rooms}"), cancellationToken: Token)))];
            await Task.WhenAny(adds);
            await connection.CloseAsync(allowCommandsToComplete: false);
            await connection.DisposeAsync();

            await AssertEndsAsync(adds, reader, mayBeRefused: false);
            var after = await UnavailableAsync(UnavailableReason.Connection, isRetrySafe: true, mayHaveTakenEffect: false, () => store.Events.AddAsync(Samples.Event("after", "room 0"), cancellationToken: Token));
            Assert.Contains("connection was closed", after.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("SE.Redis", after.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Add_that_was_sent_when_the_store_is_closed_may_have_taken_effect()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        var store = await OpenWithRoomAsync(server);
        server.Stop();

        // Two adds of the room are sent; the third waits for one of them.
        Task<AddEventResult>[] adds = [.. Enumerable.Range(0, 3).Select(i => store.Events.AddAsync(Samples.Event($"event {i}"), cancellationToken: Token))];
        store.Dispose();
        server.Resume();

        foreach (var sent in adds[..2]) await UnavailableAsync(UnavailableReason.Connection, isRetrySafe: true, mayHaveTakenEffect: true, () => sent);
        await UnavailableAsync(UnavailableReason.Connection, isRetrySafe: true, mayHaveTakenEffect: false, () => adds[2]);
    }

    [Fact]
    public async Task Repeat_after_the_store_is_closed_remembers_that_the_first_attempt_may_have_happened()
    {
        await using var server = await StartServerAsync();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(proxy.ConnectionString + ",asyncTimeout=500");
        var store = new RedisConversationStore(connection, Patient with { Retry = new() { MaxAttempts = 5, BaseDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(1) } });
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        proxy.BlackHole();

        var adding = store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token);
        await Task.Delay(TimeSpan.FromSeconds(2), Token);
        await store.DisposeAsync();
        proxy.Heal();

        await UnavailableAsync(UnavailableReason.Timeout, isRetrySafe: true, mayHaveTakenEffect: true, async () =>
        {
            try
            {
                await adding;
            }
            catch (StoreUnavailableException fault) when (fault.Reason == UnavailableReason.Connection)
            {
                // Which of the two ends it depends on when the store was closed.
                throw new StoreUnavailableException(UnavailableReason.Timeout, fault.Message, fault.IsRetrySafe, fault.MayHaveTakenEffect, fault);
            }
        });
    }

    private static async Task AssertEndsAsync(Task<AddEventResult>[] adds, RedisConversationStore reader, bool mayBeRefused = true)
    {
        await ((Task)Task.WhenAll(adds)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var stored = new HashSet<string>();
        for (var i = 0; i < Rooms; i++)
        {
            await foreach (var roomEvent in reader.Events.EnumerateAsync($"room {i}", cancellationToken: Token)) stored.Add(roomEvent.Id);
        }

        foreach (var fault in adds.Where(add => add.IsFaulted).Select(add => add.Exception!.InnerException))
        {
            // Begun after the store was closed.
            if (mayBeRefused && fault is ObjectDisposedException) continue;
            Assert.IsType<StoreUnavailableException>(fault);
        }

        var unsure = adds.Count(add => add.Exception?.InnerException is StoreUnavailableException { MayHaveTakenEffect: true });
        var acknowledged = adds.Where(add => add.IsCompletedSuccessfully).Select(add => add.Result.Event.Id).ToList();
        Assert.Subset(stored, acknowledged.ToHashSet());
        var own = stored.Count(id => id.StartsWith(Prefix(adds, acknowledged), StringComparison.Ordinal));
        Assert.InRange(own, acknowledged.Count, acknowledged.Count + unsure);
    }

    // Of the events of one round.
    private static string Prefix(Task<AddEventResult>[] adds, List<string> acknowledged)
    {
        Assert.NotEmpty(adds);
        return acknowledged[0][..(acknowledged[0].LastIndexOf(' ') + 1)];
    }
}
