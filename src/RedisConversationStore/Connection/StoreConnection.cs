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
    private bool isReleased;
    private volatile bool isClosed;

    /// <summary>A connection that is there.</summary>
    internal StoreConnection(IConnectionMultiplexer connection, bool isOwned, StoreLog log)
    {
        ArgumentNullException.ThrowIfNull(connection);
        this.isOwned = isOwned;
        Log = log;
        Server = IsBySentinels(connection) ? null : Only(connection.GetEndPoints(configuredOnly: true));
        Database = connection.GetDatabase().Database;
        Address = StoreAddress.Of(connection);
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
        Address = StoreAddress.Of(configuration);
    }

    /// <summary>The one server that was named; null where nobody outside the client knows which one answers: several were named, or Sentinels that know it and change it.</summary>
    internal EndPoint? Server { get; }

    /// <summary>The number of the database.</summary>
    internal int Database { get; }

    /// <summary>What tells whether another store shares the servers and the database.</summary>
    internal StoreAddress Address { get; }

    internal StoreLog Log { get; }

    /// <summary>Whether the store was closed: calls that began before are sent no further.</summary>
    internal bool IsClosed => isClosed;

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

    /// <summary>Refuses what comes from now on. What was sent is still answered, until the connection is closed.</summary>
    internal void Refuse() => isClosed = true;

    /// <summary>Finds out why a server that is not connected rejects the store, by connecting to it once more and at once: the client itself keeps that to its next timeout.</summary>
    /// <returns>The rejection; null when the server cannot be reached, or lets the store in.</returns>
    internal async Task<StoreUnavailableException?> FindRejectionAsync(EndPoint? server = null)
    {
        var opened = Opened;
        var probe = configuration?.Clone() ?? (opened is null ? null : ConfigurationOptions.Parse(opened.Configuration));
        if (probe is null) return null;
        if (server is not null && probe.ServiceName is null)
        {
            probe.EndPoints.Clear();
            probe.EndPoints.Add(server);
        }

        probe.AbortOnConnectFail = true;
        probe.ConnectRetry = 1;
        try
        {
            await (await Connector.ConnectAsync(probe).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (StoreUnavailableException rejection) when (rejection.Reason == UnavailableReason.Access)
        {
            // What the application trusts over TLS, its connection string does not say.
            return configuration is null && FaultTranslator.IsDistrust(rejection) ? null : rejection;
        }
        catch (StoreUnavailableException)
        {
            return null;
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
        var begun = new ConnectionWatch(connection, this, Log);
        lock (gate)
        {
            watch = begun;
            if (isReleased) begun.Dispose();
        }
    }

    // What is to be closed, for the first who asks.
    private Task<IConnectionMultiplexer>? Release()
    {
        lock (gate)
        {
            if (isReleased) return null;
            isReleased = isClosed = true;
            watch?.Dispose();
            return isOwned ? opening : null;
        }
    }
}
