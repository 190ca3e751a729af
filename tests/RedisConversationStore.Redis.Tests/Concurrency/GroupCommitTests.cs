using System.Collections.Concurrent;
using System.Diagnostics;
using Conversations.Conformance;
using Conversations.Redis.Tests.Retries;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Concurrency;

/// <summary>Adds to one room that come while two commits of it are under way travel together, and nobody can tell by the outcome.</summary>
public sealed class GroupCommitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Adds_that_come_meanwhile_are_one_call()
    {
        await using var bench = await Bench.StartAsync();

        var results = await bench.MeanwhileAsync(() => [.. Enumerable.Range(0, 50).Select(i => bench.AddAsync($"event {i}"))]);

        Assert.All(results, (result, i) => Assert.Equal((AddEventOutcome.Committed, $"event {i}"), (result.Outcome, result.Event.Id)));
        Assert.Equal(Enumerable.Range(2, 50), results.Select(result => (int)result.Event.Index!).Order());
        Assert.All(await bench.Store.Events.TimelineAsync(Samples.RoomId, 100, cancellationToken: Token), (found, i) => Assert.Equal(i, found.Index));
        Assert.Equal(1, await bench.CallsAsync());
    }

    [Fact]
    public async Task Switched_off_each_goes_alone()
    {
        await using var bench = await Bench.StartAsync(new() { GroupCommit = false });

        await bench.MeanwhileAsync(() => [.. Enumerable.Range(0, 10).Select(i => bench.AddAsync($"event {i}"))]);

        Assert.Equal(10, await bench.CallsAsync());
    }

    [Fact]
    public async Task Rooms_do_not_wait_for_each_other()
    {
        await using var bench = await Bench.StartAsync();
        await bench.Store.Rooms.CreateAsync(Samples.Room("another"), Token);

        await bench.MeanwhileAsync(() => [bench.Store.Events.AddAsync(Samples.Event("event", "another"), cancellationToken: Token), bench.AddAsync("event 1"), bench.AddAsync("event 2")]);

        Assert.Equal(2, await bench.CallsAsync());
    }

    [Fact]
    public async Task Everybody_has_the_outcome_of_a_call_alone()
    {
        await using var bench = await Bench.StartAsync();
        await bench.AddAsync("old", "key of old");
        await bench.Store.Idempotency.ClaimAsync(Samples.RoomId, "claimed", cancellationToken: Token);
        Task<AddEventResult>[] adding = [];

        await Assert.ThrowsAsync<RecordConflictException>(() => bench.MeanwhileAsync(() => adding =
        [
            bench.AddAsync("new", "key of new"),
            bench.AddAsync("new"),
            bench.AddAsync("another", "key of new"),
            bench.AddAsync("old"),
            bench.AddAsync("yet another", "key of old"),
            bench.AddAsync("refused", "claimed"),
            bench.AddAsync("last"),
        ]));

        // Those that the claimed key refuses with the rest of their group are then added at once, in any order.
        Assert.Equal([5], adding.Index().Where(task => task.Item.IsFaulted).Select(task => task.Index));
        foreach (var duplicate in (AddEventResult[])[await adding[3], await adding[4]]) Assert.Equal((AddEventOutcome.Duplicate, "old", 0), (duplicate.Outcome, duplicate.Event.Id, duplicate.Event.Index));
        Assert.Equal(AddEventOutcome.Committed, (await adding[6]).Outcome);
        Assert.Contains(AddEventOutcome.Committed, (await Task.WhenAll(adding[..3])).Select(result => result.Outcome));
        Assert.Null(await bench.Store.Events.GetAsync(Samples.RoomId, "refused", Token));
        Assert.All(await bench.Store.Events.TimelineAsync(Samples.RoomId, 100, cancellationToken: Token), (found, i) => Assert.Equal(i, found.Index));
    }

    [Fact]
    public async Task Same_event_from_several_callers_is_committed_to_one_of_them()
    {
        await using var bench = await Bench.StartAsync();

        var results = await bench.MeanwhileAsync(() => [.. Enumerable.Range(0, 8).Select(_ => bench.AddAsync("event", "key"))]);

        Assert.Single(results, result => result.Outcome == AddEventOutcome.Committed);
        Assert.All(results, result => Assert.Equal(2, result.Event.Index));
        Assert.Equal(1, await bench.CallsAsync());
    }

    [Fact]
    public async Task Adds_on_other_terms_are_groups_of_their_own()
    {
        await using var bench = await Bench.StartAsync();
        await bench.Store.Rooms.UpdateAsync(Samples.Room() with { Status = RoomStatus.Closed }, cancellationToken: Token);
        Task<AddEventResult> refused = null!;

        await Assert.ThrowsAsync<RoomClosedException>(() => bench.MeanwhileAsync(() =>
        [
            bench.AddAsync("event 1"),
            bench.AddAsync("event 2"),
            refused = bench.Store.Events.AddAsync(Samples.Event("refused"), new() { RefuseWhenClosed = true }, Token),
            bench.AddAsync("event 3"),
        ]));

        Assert.True(refused.IsFaulted);
        Assert.Equal(2 + 3, await bench.Store.Events.CountAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Caller_who_gives_up_while_waiting_adds_nothing()
    {
        await using var bench = await Bench.StartAsync();
        using var givingUp = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await bench.MeanwhileAsync(() =>
        {
            var given = bench.Store.Events.AddAsync(Samples.Event("given up"), cancellationToken: givingUp.Token);
            givingUp.Cancel();
            return [bench.AddAsync("event"), Assert.ThrowsAnyAsync<OperationCanceledException>(() => given).ContinueWith(_ => default(AddEventResult)!, TaskScheduler.Default)];
        });

        Assert.Null(await bench.Store.Events.GetAsync(Samples.RoomId, "given up", Token));
        Assert.Equal(2 + 1, await bench.Store.Events.CountAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Group_whose_reply_is_lost_is_answered_as_the_first_time()
    {
        await using var bench = await Bench.StartAsync();

        var results = await bench.MeanwhileAsync(() => [.. Enumerable.Range(0, 20).Select(i => bench.AddAsync($"event {i}", $"key {i}"))], isCut: true);

        Assert.All(results, result => Assert.Equal(AddEventOutcome.Committed, result.Outcome));
        Assert.Equal(Enumerable.Range(2, 20), results.Select(result => (int)result.Event.Index!).Order());
        Assert.Equal(2 + 20, await bench.Store.Events.CountAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Nobody_waits_longer_than_the_deadline()
    {
        await using var bench = await Bench.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(bench.Proxy.ConnectionString);
        await using var hurried = new RedisConversationStore(connection, new() { OperationTimeout = TimeSpan.FromSeconds(3) });
        await hurried.Rooms.ExistsAsync(Samples.RoomId, Token);
        bench.Proxy.BlackHole();

        var faults = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Assert.ThrowsAsync<StoreUnavailableException>(() => hurried.Events.AddAsync(Samples.Event($"event {i}"), cancellationToken: Token)))).WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.All(faults, fault => Assert.True(fault.IsRetrySafe));
        bench.Proxy.Heal();
    }

    [Fact]
    public async Task Closing_store_ends_adds_that_wait_as_unavailable_and_not_sent()
    {
        await using var bench = await Bench.StartAsync();
        bench.Proxy.BlackHole();
        Task<AddEventResult>[] underWay = [bench.AddAsync("under way 1"), bench.AddAsync("under way 2")];

        // No two neighbours on the same terms: as many groups as callers, all of which fail at once.
        Task<AddEventResult>[] waiting = [.. Enumerable.Range(0, 100_000).Select(i => bench.Store.Events.AddAsync(Samples.Event($"event {i}"), new() { RefuseWhenClosed = i % 2 == 0 }, Token))];
        var closing = bench.Store.DisposeAsync();
        bench.Proxy.Heal();

        await ((Task)Task.WhenAll(underWay)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Task.WhenAll(waiting));
        Assert.All(waiting, call => Assert.False(Assert.IsType<StoreUnavailableException>(call.Exception!.InnerException).MayHaveTakenEffect));
        await closing;
    }

    [Fact]
    public async Task Repeat_of_a_group_is_on_the_span_of_no_other_caller()
    {
        await using var bench = await Bench.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(bench.Proxy.ConnectionString);
        var repeating = new RepeatingConnection(connection);
        await using var store = new RedisConversationStore(repeating.Connection, new() { EventLocators = false });
        await store.Rooms.ExistsAsync(Samples.RoomId, Token);
        var repeatsBefore = repeating.Repeats;
        using var root = new Activity("callers").Start();
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == ConversationStoreTelemetry.ActivitySourceName, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData };
        listener.ActivityStopped = span =>
        {
            if (span.TraceId == root.TraceId) spans.Add(span);
        };
        ActivitySource.AddActivityListener(listener);

        bench.Proxy.BlackHole();
        Task<AddEventResult>[] adding = [.. Enumerable.Range(0, 22).Select(i => store.Events.AddAsync(Samples.Event($"event {i}"), cancellationToken: Token))];
        bench.Proxy.Heal();
        await Task.WhenAll(adding);

        Assert.Equal(3, repeating.Repeats - repeatsBefore);
        Assert.Equal([.. Enumerable.Repeat(0, 20), 1, 1], spans.Select(span => span.Events.Count()).Order());
    }

    [Fact]
    public async Task Fault_after_a_group_says_that_the_group_may_have_taken_effect()
    {
        await using var bench = await Bench.StartAsync();
        await bench.AddAsync("damaged");
        await bench.DamageAsync("damaged");
        await using var connection = await ConnectionMultiplexer.ConnectAsync(bench.Proxy.ConnectionString);
        var isBroken = false;
        var breaking = Intercepted<IConnectionMultiplexer>.Create(connection, (method, _, call) => method.Name == nameof(IConnectionMultiplexer.GetDatabase) ? Intercepted<IDatabase>.Create((IDatabase)call()!, Break) : call());
        await using var store = new RedisConversationStore(breaking, new() { Retry = RetryOptions.None });
        await store.Rooms.ExistsAsync(Samples.RoomId, Token);

        bench.Proxy.BlackHole();
        Task<AddEventResult>[] adding = [.. ((string[])["under way 1", "under way 2", "event", "damaged"]).Select(id => store.Events.AddAsync(Samples.Event(id), cancellationToken: Token))];
        isBroken = true;
        bench.Proxy.Heal();

        // The group is committed, and cannot answer what the damaged event is; so each is added alone, and that is not sent.
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => adding[2]);
        Assert.True(fault.MayHaveTakenEffect);
        Assert.DoesNotContain("Nothing was changed", fault.Message, StringComparison.Ordinal);
        Assert.NotNull(await bench.Store.Events.GetAsync(Samples.RoomId, "event", Token));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => adding[3]);
        await Task.WhenAll(adding[..2]);

        object? Break(System.Reflection.MethodInfo method, object?[] arguments, Func<object?> call) =>
            isBroken && method.Name == nameof(IDatabase.ScriptEvaluateAsync) && RepeatedCalls.ScriptOf(arguments[0]!).Name == "events/add"
                ? Task.FromException<RedisResult>(new RedisConnectionException(ConnectionFailureType.UnableToConnect, CommandFlags.None, "There is no connection.", innerException: null, CommandStatus.WaitingToBeSent))
                : call();
    }

    /// <summary>A store behind a proxy that can hold everything up.</summary>
    private sealed class Bench : IAsyncDisposable
    {
        private readonly RedisServerProcess server;
        private long callsBefore;

        private Bench(RedisServerProcess server, TcpFaultProxy proxy, RedisConversationStore store)
        {
            this.server = server;
            Proxy = proxy;
            Store = store;
        }

        internal TcpFaultProxy Proxy { get; }

        internal RedisConversationStore Store { get; }

        public async ValueTask DisposeAsync()
        {
            await Store.DisposeAsync();
            await Proxy.DisposeAsync();
            await server.DisposeAsync();
        }

        internal static async Task<Bench> StartAsync(RedisConversationStoreOptions? options = null)
        {
            Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
            var server = await RedisServerProcess.StartAsync();
            var proxy = new TcpFaultProxy(server.Port, seed: 1);
            var store = await RedisConversationStore.ConnectAsync(proxy.ConnectionString, (options ?? new()) with { OperationTimeout = TimeSpan.FromMinutes(1) }, Token);
            await store.Rooms.CreateAsync(Samples.Room(), Token);

            // The server has both scripts, so that each call is one command.
            await store.Rooms.CreateAsync(Samples.Room("scripts"), Token);
            await store.Events.AddAsync(Samples.Event("one", "scripts"), cancellationToken: Token);
            await store.Events.AddManyAsync("scripts", [Samples.Event("two", "scripts"), Samples.Event("three", "scripts")], cancellationToken: Token);
            return new(server, proxy, store);
        }

        internal Task<AddEventResult> AddAsync(string id, string? key = null) =>
            Store.Events.AddAsync(Samples.Event(id) with { IdempotencyKey = key }, cancellationToken: Token);

        /// <summary>Adds while two commits of the room are under way.</summary>
        internal async Task<AddEventResult[]> MeanwhileAsync(Func<Task<AddEventResult>[]> add, bool isCut = false)
        {
            callsBefore = await ScriptCallsAsync();
            Proxy.BlackHole();
            Task<AddEventResult>[] underWay = [AddAsync("under way 1"), AddAsync("under way 2")];
            var adding = add();
            if (isCut) Proxy.CutReplies();
            Proxy.Heal();
            await Task.WhenAll(underWay);
            return await Task.WhenAll(adding);
        }

        /// <summary>Leaves of a stored event no more than its header begins with.</summary>
        internal async Task DamageAsync(string id)
        {
            var keys = new KeySpace(new RedisConversationStoreOptions().KeyPrefix).Room(Samples.RoomId);
            var index = (long)await server.ExecuteAsync("HGET", keys.Ids.ToString(), id);
            await server.ExecuteAsync("ZREMRANGEBYSCORE", keys.Events.ToString(), index, index);
            await server.ExecuteAsync("ZADD", keys.Events.ToString(), index, "damaged");
        }

        /// <summary>How many calls were made for what was added meanwhile.</summary>
        internal async Task<long> CallsAsync() => await ScriptCallsAsync() - callsBefore - 2;

        private async Task<long> ScriptCallsAsync() =>
            ((string)(await server.ExecuteAsync("INFO", "commandstats"))!).Split("\r\n")
                .Where(line => line.StartsWith("cmdstat_evalsha:", StringComparison.Ordinal))
                .Sum(line => long.Parse(line.Split(['=', ','])[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
