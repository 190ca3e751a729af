using Conversations.Testing;
using StackExchange.Redis;

namespace Conversations.Redis.Load;

/// <summary>A redis-server of its own, one connection to it, and a store on that.</summary>
internal sealed class RunningRedis : IAsyncDisposable
{
    private readonly RedisServerProcess process;

    private RunningRedis(RedisServerProcess process, ConnectionMultiplexer connection)
    {
        this.process = process;
        Connection = connection;
        Store = new(connection);
        Place = new(Store, Server);
    }

    internal ConnectionMultiplexer Connection { get; }

    internal IDatabase Database => Connection.GetDatabase();

    internal IServer Server => Connection.GetServers()[0];

    internal int Port => process.Port;

    /// <summary>A store with its defaults.</summary>
    internal RedisConversationStore Store { get; }

    internal StorePlace Place { get; }

    /// <summary>Starts a server that keeps nothing on disk unless settings say otherwise.</summary>
    internal static async Task<RunningRedis> StartAsync(params string[] settings) => await ConnectAsync(await RedisServerProcess.StartAsync(settings));

    /// <summary>Starts a server from a binary of Redis or of what is called like it.</summary>
    internal static async Task<RunningRedis> StartFromAsync(string executable) => await ConnectAsync(await RedisServerProcess.StartFromAsync(executable));

    /// <summary>Starts a server whose connection sends nothing by itself, and does nothing by itself.</summary>
    internal static async Task<RunningRedis> StartQuietAsync() =>
        await ConnectAsync(await RedisServerProcess.StartAsync(), static configuration => configuration.HeartbeatInterval = TimeSpan.FromDays(1));

    private static async Task<RunningRedis> ConnectAsync(RedisServerProcess process, Action<ConfigurationOptions>? configure = null)
    {
        try
        {
            var configuration = ConfigurationOptions.Parse(process.ConnectionString + ",allowAdmin=true");
            configure?.Invoke(configuration);
            return new(process, await ConnectionMultiplexer.ConnectAsync(configuration));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>A contender that adds each event of a load through the store.</summary>
    internal Contender Adds(EventLoad load, string name = "store") =>
        load.Contender(name, "the store: events.AddAsync", Place, i => Store.Events.AddAsync(load.Events[i]));

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Connection.DisposeAsync();
        await process.DisposeAsync();
    }
}
