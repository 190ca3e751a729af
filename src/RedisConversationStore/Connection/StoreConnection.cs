using System.Net;
using Conversations.Redis.Logging;
using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>The connection of a store: one that is open, or one that is opened when it is first needed. Closed with the store only if it is the store's own.</summary>
internal sealed class StoreConnection
{
    private readonly Lock gate = new();
    private readonly ConfigurationOptions? configuration;
    private readonly bool isOwned;
    private ConnectionWatch? watch;
    private Task<IConnectionMultiplexer>? opening;
    private bool isClosed;

    /// <summary>A connection that is there.</summary>
    internal StoreConnection(IConnectionMultiplexer connection, bool isOwned, StoreLog log)
    {
        ArgumentNullException.ThrowIfNull(connection);
        this.isOwned = isOwned;
        Log = log;
        Server = IsBySentinels(connection) ? null : Only(connection.GetEndPoints(configuredOnly: true));
        Database = connection.GetDatabase().Database;
        opening = Task.FromResult(connection);
        Watch(connection);
    }

    /// <summary>A connection that is opened when it is first needed, whether or not the server is there, and then is the store's own.</summary>
    /// <param name="configuration">Whom to connect to and how; nobody else changes it.</param>
    /// <param name="log">Where to log what becomes of it.</param>
    internal StoreConnection(ConfigurationOptions configuration, StoreLog log)
    {
        Log = log;
        this.configuration = configuration;
        isOwned = true;
        Server = configuration.ServiceName is null ? Only(configuration.EndPoints) : null;
        Database = configuration.DefaultDatabase ?? 0;
    }

    /// <summary>The one server that was named; null where nobody outside the client knows which one answers: several were named, or Sentinels that know it and change it.</summary>
    internal EndPoint? Server { get; }

    /// <summary>The number of the database.</summary>
    internal int Database { get; }

    internal StoreLog Log { get; }

    internal bool IsConnected => Opened is { IsConnected: true };

    /// <summary>The connection, if it has been opened; it may be broken at the moment.</summary>
    internal IConnectionMultiplexer? Opened
    {
        get
        {
            lock (gate) return opening is { IsCompletedSuccessfully: true } opened ? opened.Result : null;
        }
    }

    /// <summary>Opens the connection, once for all who ask; after a fault anew.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened.</exception>
    internal Task<IConnectionMultiplexer> OpenAsync()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, typeof(RedisConversationStore));
            if (opening is null or { IsFaulted: true }) opening = OpenOwnAsync();
            return opening;
        }
    }

    /// <summary>Closes an own connection once what was sent has been answered, but waits no longer than told.</summary>
    internal async ValueTask CloseAsync(TimeSpan timeout)
    {
        if (Release() is not { } own) return;
        if (own.IsCompletedSuccessfully) await Connector.CloseAsync(own.Result, timeout).ConfigureAwait(false);
        else _ = Connector.DisposeLateAsync(own);
    }

    /// <summary>Closes an own connection at once; who still waits for an answer gets none.</summary>
    internal void Close()
    {
        if (Release() is not { } own) return;
        if (own.IsCompletedSuccessfully) Connector.Close(own.Result);
        else _ = Connector.DisposeLateAsync(own);
    }

    private static EndPoint? Only(IList<EndPoint> endPoints) => endPoints is [var only] ? only : null;

    // The client keeps what it was told in the form of a connection string only; its endpoints are those that the Sentinels answered.
    private static bool IsBySentinels(IConnectionMultiplexer connection) =>
        connection.Configuration.Split(',').Any(part => part.StartsWith("serviceName=", StringComparison.OrdinalIgnoreCase));

    private async Task<IConnectionMultiplexer> OpenOwnAsync()
    {
        var connection = await Connector.OpenAsync(configuration!).ConfigureAwait(false);
        Watch(connection);
        return connection;
    }

    private void Watch(IConnectionMultiplexer connection)
    {
        if (!Log.TellsConnections) return;
        var begun = new ConnectionWatch(connection, Log);
        lock (gate)
        {
            watch = begun;
            if (isClosed) begun.Dispose();
        }
    }

    // What is to be closed, for the first who asks.
    private Task<IConnectionMultiplexer>? Release()
    {
        lock (gate)
        {
            if (isClosed) return null;
            isClosed = true;
            watch?.Dispose();
            return isOwned ? opening : null;
        }
    }
}
