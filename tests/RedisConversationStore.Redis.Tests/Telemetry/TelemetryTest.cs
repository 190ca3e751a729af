using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Telemetry;

/// <summary>A server of its own, a store on it with a room, and what they report.</summary>
public abstract class TelemetryTest : IAsyncLifetime
{
    private protected const string RoomId = Samples.RoomId;

    private RedisServerProcess? server;
    private RedisConversationStore? store;
    private TelemetryCollector? collector;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected RedisServerProcess Server => server!;

    private protected RedisConversationStore Store => store!;

    private protected TelemetryCollector Collector => collector!;

    private protected virtual RedisConversationStoreOptions Options => new();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        server = await RedisServerProcess.StartAsync();
        store = await RedisConversationStore.ConnectAsync(server.ConnectionString, Options, Token);
        await FillAsync();
        collector = new(server.Port);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        collector?.Dispose();
        if (store is not null) await store.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }

    /// <summary>What the store has before anything is collected.</summary>
    private protected virtual Task FillAsync() => Store.Rooms.CreateAsync(Samples.Room(), Token);
}
