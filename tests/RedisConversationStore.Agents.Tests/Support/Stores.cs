using Conversations.DevServer;
using Conversations.Redis;

[assembly: AssemblyFixture(typeof(Conversations.Agents.Tests.DevServerStores))]
[assembly: AssemblyFixture(typeof(Conversations.Agents.Tests.RedisServerStores))]

namespace Conversations.Agents.Tests;

/// <summary>Empty stores for tests.</summary>
public interface IStores
{
    /// <summary>Why there are none on this machine; null when there are.</summary>
    string? Unavailable { get; }

    /// <summary>A store of the test's own.</summary>
    Task<IConversationStore> OpenAsync();
}

/// <summary>Stores inside this process.</summary>
public sealed class InMemoryStores : IStores
{
    public string? Unavailable => null;

    public Task<IConversationStore> OpenAsync() => Task.FromResult<IConversationStore>(new InMemoryConversationStore());
}

/// <summary>Stores on the dev server.</summary>
public sealed class DevServerStores : IStores, IAsyncLifetime
{
    private RedisDevServer? server;

    public string? Unavailable => null;

    public string ConnectionString => server!.ConnectionString;

    public async ValueTask InitializeAsync() => server = await RedisDevServer.StartAsync();

    public ValueTask DisposeAsync() => server!.DisposeAsync();

    public async Task<IConversationStore> OpenAsync() => await RedisStores.OpenAsync(ConnectionString);
}

/// <summary>Stores on a redis-server, where there is one.</summary>
public sealed class RedisServerStores : IStores, IAsyncLifetime
{
    private RedisServerProcess? server;

    public string? Unavailable => RedisServerProcess.FindExecutable() is null ? RedisServerProcess.Missing : null;

    public string ConnectionString => server!.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        if (Unavailable is null) server = await RedisServerProcess.StartAsync();
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? default;

    public async Task<IConversationStore> OpenAsync() => await RedisStores.OpenAsync(ConnectionString);
}

internal static class RedisStores
{
    internal static async Task<IConversationStore> OpenAsync(string connectionString) =>
        await RedisConversationStore.ConnectAsync(connectionString, new() { KeyPrefix = $"test:{Guid.NewGuid():N}" });
}
