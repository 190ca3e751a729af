using Conversations.DevServer;
using Conversations.Redis.Audit;

namespace Conversations.Cli.Stores;

/// <summary>An open store, and the dev server under it when it has one.</summary>
internal sealed class StoreSession : IAsyncDisposable
{
    private readonly IAsyncDisposable? server;

    private StoreSession(IConversationStore store, string connection, IAsyncDisposable? server)
    {
        Store = store;
        Connection = connection;
        this.server = server;
    }

    public IConversationStore Store { get; }

    /// <summary>What other processes connect with; may hold a password.</summary>
    public string Connection { get; }

    /// <summary>Opens a store, and starts the dev server when no Redis is named.</summary>
    public static async Task<StoreSession> OpenAsync(StoreTarget target, CancellationToken cancellationToken)
    {
        if (target.Connection is { } connection)
        {
            return new(await StoreOpener.OpenAsync(connection, target.Prefix, cancellationToken), connection, server: null);
        }

        var server = await StartServerAsync(target.DataDirectory, cancellationToken);
        try
        {
            var store = await StoreOpener.OpenAsync(server.ConnectionString, target.Prefix, cancellationToken);
            return new(store, server.ConnectionString, server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens an audit of the store, on a connection of its own.</summary>
    public Task<StoreAudit> AuditAsync(string prefix, bool eventLocators, CancellationToken cancellationToken) =>
        StoreAudit.ConnectAsync(Connection, new() { KeyPrefix = prefix, EventLocators = eventLocators }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }

    private static async Task<RedisDevServer> StartServerAsync(string? dataDirectory, CancellationToken cancellationToken)
    {
        try
        {
            return await RedisDevServer.StartAsync(new() { DataDirectory = dataDirectory }, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.StoreUnavailable, fault.Message, fault);
        }
    }
}
