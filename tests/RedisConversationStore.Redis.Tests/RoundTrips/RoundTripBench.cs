using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.RoundTrips;

/// <summary>A store that talks to redis-server through a <see cref="HoldingProxy"/>, and a filled room.</summary>
/// <param name="fixture">The server.</param>
public sealed class RoundTripBench(RedisServerFixture fixture) : IAsyncLifetime
{
    /// <summary>How often an operation is measured at most: a slow thread can make one round trip look like two, never two like one.</summary>
    private const int Attempts = 5;

    // How long nothing more must come for all to have come: longer with each attempt.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);

    private HoldingProxy? proxy;
    private ConnectionMultiplexer? connection;
    private RedisConversationStore? store;

    public string? Unavailable => fixture.Unavailable;

    public async ValueTask InitializeAsync()
    {
        if (Unavailable is not null) return;
        proxy = new(fixture.Server.Port);
        connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{proxy.Port},configCheckSeconds=86400,keepAlive=3600");
        store = new(connection, new() { KeyPrefix = $"test:{Guid.NewGuid():N}" });
        await StoreOperations.SeedAsync(store, Attempts + 1);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        if (proxy is not null) await proxy.DisposeAsync();
    }

    /// <summary>How often a call waited for the server, its scripts being loaded; and what it sent first.</summary>
    internal async Task<(int RoundTrips, string[] Commands)> MeasureAsync(StoreOperation operation)
    {
        await operation.Call(store!, 0);
        await store!.TidyUpAsync();
        var best = (RoundTrips: int.MaxValue, Commands: Array.Empty<string>());
        for (var attempt = 1; attempt <= Attempts && best.RoundTrips > operation.RoundTrips; attempt++)
        {
            var measured = await MeasureOnceAsync(() => operation.Call(store!, attempt), Quiet * Math.Pow(2, attempt - 1));
            await store!.TidyUpAsync();
            if (measured.RoundTrips < best.RoundTrips) best = measured;
        }

        return best;
    }

    private async Task<(int RoundTrips, string[] Commands)> MeasureOnceAsync(Func<Task> makeCall, TimeSpan quiet)
    {
        proxy!.Hold();
        try
        {
            // Runs until it waits for a reply, so that everything it sends without waiting goes before the marker.
            var call = makeCall();
            var marker = Guid.NewGuid().ToString("N");
            var marked = connection!.GetDatabase().ExecuteAsync("ECHO", marker);
            await proxy.ArrivedAsync(marker);
            var commands = proxy.Requests().Where(request => !request.Contains(marker)).Select(request => request[0]).ToArray();
            var roundTrips = await CountAsync(call, quiet);
            proxy.Open();
            await call;
            await marked;
            return (roundTrips, commands);
        }
        finally
        {
            proxy.Open();
        }
    }

    private async Task<int> CountAsync(Task call, TimeSpan quiet)
    {
        for (var roundTrips = 1; ; roundTrips++)
        {
            var seen = proxy!.RequestCount;
            await proxy.AnswerAsync();
            await proxy.UntilAsync(() => call.IsCompleted || proxy.RequestCount > seen);

            // What follows may be several requests, or some that the call does not wait for.
            do
            {
                seen = proxy.RequestCount;
                if (call.IsCompleted) return roundTrips;
                await Task.Delay(quiet);
            }
            while (proxy.RequestCount > seen);
            if (call.IsCompleted) return roundTrips;
        }
    }
}
