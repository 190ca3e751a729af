using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Resilience;

/// <summary>What passes by itself does not reach the caller, and what does not reaches it at once.</summary>
public sealed class RetryTests
{
    private const string Room = Samples.RoomId;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Callers_do_not_notice_connections_that_break()
    {
        await using var server = await StartAsync();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        await using var store = await OpenAsync(proxy.ConnectionString);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var added = Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            var count = 0;
            while (!ending.IsCancellationRequested) await store.Events.AddAsync(Samples.Event($"{writer} {count++}"), cancellationToken: Token);
            return count;
        }));

        for (var fault = 0; fault < 10; fault++)
        {
            await Task.Delay(100, Token);
            if (fault % 2 == 0) proxy.CutReplies();
            else proxy.Reset();
        }

        await ending.CancelAsync();
        var total = (await added).Sum();
        var events = await store.Events.EnumerateAsync(Room, cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(0, total).Select(index => (long?)index), events.Select(roomEvent => roomEvent.Index));
        Assert.Equal(total, events.DistinctBy(roomEvent => roomEvent.Id).Count());
    }

    [Fact]
    public async Task Write_waits_for_a_primary_to_come_back()
    {
        await using var server = await StartAsync();
        await using var other = await StartAsync();
        await using var store = await OpenAsync(server.ConnectionString);
        await server.ExecuteAsync("REPLICAOF", "127.0.0.1", $"{other.Port}");

        var write = store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token);
        await server.HasRefusedAsync("READONLY", Token);
        await server.ExecuteAsync("REPLICAOF", "NO", "ONE");

        Assert.Equal(AddEventOutcome.Committed, (await write).Outcome);
    }

    [Fact]
    public async Task Without_retries_the_first_fault_reaches_the_caller()
    {
        await using var server = await StartAsync();
        await using var other = await StartAsync();
        await using var store = await OpenAsync(server.ConnectionString, new() { Retry = RetryOptions.None });
        await server.ExecuteAsync("REPLICAOF", "127.0.0.1", $"{other.Port}");

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));

        Assert.Equal(UnavailableReason.ReadOnly, fault.Reason);
        Assert.DoesNotContain("attempts", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempts_are_bounded_and_told()
    {
        await using var server = await StartAsync();
        await using var store = await OpenAsync(server.ConnectionString, new() { Retry = new() { MaxAttempts = 3, BaseDelay = TimeSpan.FromMilliseconds(1) } });
        await server.ExecuteAsync("CONFIG", "SET", "min-replicas-to-write", "1");
        await server.ExecuteAsync("CONFIG", "RESETSTAT");

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));

        Assert.Equal((UnavailableReason.Failover, false), (fault.Reason, fault.MayHaveTakenEffect));
        Assert.Contains("after 3 attempts", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3, await ScriptRunsAsync(server));
    }

    [Fact]
    public async Task Full_server_is_not_asked_again()
    {
        await using var server = await StartAsync();
        await using var store = await OpenAsync(server.ConnectionString);
        await server.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
        await server.ExecuteAsync("CONFIG", "RESETSTAT");

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));

        Assert.Equal(UnavailableReason.OutOfMemory, fault.Reason);
        Assert.Equal(1, await ScriptRunsAsync(server));
    }

    [Fact]
    public async Task Fault_after_an_attempt_that_may_have_written_says_so()
    {
        await using var server = await StartAsync();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        await using var store = await OpenAsync(proxy.ConnectionString + ",asyncTimeout=1000", new() { OperationTimeout = TimeSpan.FromSeconds(6) });

        // The write is carried out and its reply lost; then there is no server any more to ask.
        proxy.BlackHole();
        var write = store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token);
        await Task.Delay(100, Token);
        await proxy.RefuseAsync();

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => write);
        Assert.True(fault.MayHaveTakenEffect, fault.Message);
        Assert.Contains("making it again is safe", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_pauses_between_attempts()
    {
        await using var server = await StartAsync();
        await using var store = await OpenAsync(server.ConnectionString, new() { OperationTimeout = TimeSpan.FromMinutes(1), Retry = new() { BaseDelay = TimeSpan.FromMinutes(1), MaxDelay = TimeSpan.FromMinutes(1) } });
        await server.ExecuteAsync("CONFIG", "SET", "min-replicas-to-write", "1");
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var write = store.Events.AddAsync(Samples.Event("e"), cancellationToken: cancelling.Token);
        await server.HasRefusedAsync("NOREPLICAS", Token);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
    }

    [Theory]
    [InlineData(0, 50, 1000)]
    [InlineData(101, 50, 1000)]
    [InlineData(3, 0, 1000)]
    [InlineData(3, 50, 49)]
    [InlineData(3, 50, 60_001)]
    public async Task Retries_out_of_range_are_refused(int maxAttempts, int baseDelay, int maxDelay)
    {
        var options = new RedisConversationStoreOptions { Retry = new() { MaxAttempts = maxAttempts, BaseDelay = TimeSpan.FromMilliseconds(baseDelay), MaxDelay = TimeSpan.FromMilliseconds(maxDelay) } };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RedisConversationStore.ConnectAsync("127.0.0.1:1", options, Token));
    }

    [Fact]
    public async Task Timeouts_and_replicas_out_of_range_are_refused()
    {
        foreach (var options in (RedisConversationStoreOptions[])
        [
            new() { OperationTimeout = TimeSpan.FromMilliseconds(9) },
            new() { OperationTimeout = TimeSpan.FromSeconds(61) },
            new() { WaitForReplicas = -1 },
            new() { WaitForReplicas = 17 },
            new() { ReplicaTimeout = TimeSpan.Zero },
            new() { ReplicaTimeout = TimeSpan.FromSeconds(61) },
            new() { WaitForReplicas = 1, ReplicaTimeout = TimeSpan.FromSeconds(10) },
            new() { ReadPreference = (ReadPreference)2 },
        ])
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RedisConversationStore.ConnectAsync("127.0.0.1:1", options, Token));
        }
    }

    private static async Task<RedisServerProcess> StartAsync()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        return await RedisServerProcess.StartAsync();
    }

    /// <summary>A store that has added an event, so that it goes by the hash of the script.</summary>
    private static async Task<RedisConversationStore> OpenAsync(string connectionString, RedisConversationStoreOptions? options = null)
    {
        var store = await RedisConversationStore.ConnectAsync(connectionString, options, Token);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await store.Rooms.CreateAsync(Samples.Room("warm"), Token);
        await store.Events.AddAsync(Samples.Event("warm") with { RoomId = "warm" }, cancellationToken: Token);
        return store;
    }

    private static async Task<long> ScriptRunsAsync(RedisServerProcess server)
    {
        var line = await server.InfoAsync("commandstats", "cmdstat_evalsha");
        return long.Parse(line[(line.IndexOf("calls=", StringComparison.Ordinal) + 6)..line.IndexOf(',', StringComparison.Ordinal)]);
    }
}
