using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Resilience;

/// <summary>No caller waits longer than its deadline, whatever the server does. The client's own time-out is out of the way, so that only the deadline can end a call.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    // Below two deadlines: a call of several round trips must not have one for each.
    private static readonly TimeSpan Limit = Deadline * 1.9;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Black_hole() => AllCallsEndAsync((_, proxy) => proxy.BlackHole(), (_, proxy) => proxy.Heal());

    [Fact]
    public Task Half_open_connection() => AllCallsEndAsync((_, proxy) => proxy.HalfOpen(), (_, _) => { });

    [Fact]
    public Task Stopped_process() => AllCallsEndAsync((server, _) => server.Stop(), (server, _) => server.Resume());

    [Fact]
    public async Task What_waits_for_the_first_look_at_the_store_changed_nothing()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var server = await RedisServerProcess.StartAsync();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(proxy.ConnectionString);
        await using var store = new RedisConversationStore(connection, new() { OperationTimeout = TimeSpan.FromSeconds(1) });
        proxy.BlackHole();

        var read = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Rooms.GetAsync(Samples.RoomId, Token));
        var write = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Rooms.CreateAsync(Samples.Room(), Token));

        Assert.False(read.MayHaveTakenEffect, read.Message);
        Assert.False(write.MayHaveTakenEffect, write.Message);
    }

    [Fact]
    public async Task Slow_server_has_one_deadline_for_all_round_trips_of_a_call()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var server = await RedisServerProcess.StartAsync();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        await using var store = await RedisConversationStore.ConnectAsync($"{proxy.ConnectionString},asyncTimeout=120000,syncTimeout=120000", new() { OperationTimeout = Deadline }, Token);
        await StoreOperations.SeedAsync(store, calls: 2);

        // One round trip fits into the deadline, two do not; what deletes has a deadline for each step.
        proxy.Delay = Deadline * 0.35;
        var several = StoreOperations.All.Where(operation => operation.RoundTrips > 1 && !operation.Member.Contains("DeleteAsync", StringComparison.Ordinal) && !operation.Member.StartsWith("RoomStoreExtensions", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(several);
        await Task.WhenAll(several.Select(operation => EndsInTimeAsync(operation, store)));
        proxy.Delay = TimeSpan.Zero;
    }

    [Fact]
    public async Task Connection_that_never_comes_about()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var waited = Stopwatch.StartNew();

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            RedisConversationStore.ConnectAsync($"{silent.LocalEndpoint},connectTimeout=60000", new() { OperationTimeout = TimeSpan.FromSeconds(1) }, Token));

        Assert.InRange(waited.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(30));
        Assert.Equal(UnavailableReason.Timeout, fault.Reason);
        Assert.Contains(silent.LocalEndpoint.ToString()!, fault.Message, StringComparison.Ordinal);
    }

    private static async Task AllCallsEndAsync(Action<RedisServerProcess, TcpFaultProxy> fall, Action<RedisServerProcess, TcpFaultProxy> rise)
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var server = await RedisServerProcess.StartAsync();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        var store = await RedisConversationStore.ConnectAsync($"{proxy.ConnectionString},asyncTimeout=120000,syncTimeout=120000", new() { OperationTimeout = Deadline }, Token);
        await StoreOperations.SeedAsync(store, calls: 2);

        fall(server, proxy);
        try
        {
            await Task.WhenAll(StoreOperations.All.Select(operation => EndsInTimeAsync(operation, store)));
            await store.DisposeAsync().AsTask().WaitAsync(Limit, Token);
        }
        finally
        {
            rise(server, proxy);
        }
    }

    private static async Task EndsInTimeAsync(StoreOperation operation, RedisConversationStore store)
    {
        var waited = Stopwatch.StartNew();
        var call = operation.Call(store, 0);
        var isEnded = await Task.WhenAny(call, Task.Delay(Limit, Token)) == call;
        Assert.True(isEnded, $"{operation.Name} still waits after {waited.Elapsed}.");
        var fault = await Record.ExceptionAsync(() => call) as StoreUnavailableException;
        Assert.True(fault is not null, $"{operation.Name} ended after {waited.Elapsed} with {(call.IsFaulted ? call.Exception : "a result")}, not at its deadline.");
        Assert.Equal((UnavailableReason.Timeout, true), (fault.Reason, fault.IsRetrySafe));
        Assert.Contains("deadline", fault.Message, StringComparison.Ordinal);
    }
}
