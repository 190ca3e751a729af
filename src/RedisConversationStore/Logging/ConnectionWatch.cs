using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Logging;

/// <summary>Logs when servers are connected to, lost and there again: once each time, however many calls notice.</summary>
internal sealed class ConnectionWatch : IDisposable
{
    private readonly IConnectionMultiplexer connection;
    private readonly StoreConnection store;
    private readonly StoreLog log;
    private readonly ConcurrentDictionary<EndPoint, long> lostAt = new();

    internal ConnectionWatch(IConnectionMultiplexer connection, StoreConnection store, StoreLog log)
    {
        this.store = store;
        this.connection = connection;
        this.log = log;
        connection.ConnectionFailed += OnFailed;
        connection.ConnectionRestored += OnRestored;
        foreach (var server in connection.GetServers())
        {
            // Lost until it is known not to be, so that one that is connected to just now is told of once.
            if (!lostAt.TryAdd(server.EndPoint, Stopwatch.GetTimestamp())) continue;
            if (!server.IsConnected) _ = TellUnconnectedAsync(server.EndPoint);
            else if (lostAt.TryRemove(server.EndPoint, out _)) log.Connected(Connector.Describe(server.EndPoint));
        }
    }

    public void Dispose()
    {
        connection.ConnectionFailed -= OnFailed;
        connection.ConnectionRestored -= OnRestored;
    }

    // A server that cannot be reached and one that rejects the store want different people.
    private async Task TellUnconnectedAsync(EndPoint server)
    {
        var rejection = await store.FindRejectionAsync(server).ConfigureAwait(false);
        if (!lostAt.ContainsKey(server)) return;
        var name = Connector.Describe(server);
        if (rejection is null) log.ServerUnreachable(name);
        else if (FaultTranslator.IsDistrust(rejection)) log.ServerDistrusted(name);
        else log.CredentialsRejected(name);
    }

    // The other connection of a server, for subscriptions, carries no calls of a store.
    private void OnFailed(object? sender, ConnectionFailedEventArgs failed)
    {
        if (failed is not { ConnectionType: ConnectionType.Interactive, EndPoint: { } server }) return;
        if (!lostAt.TryAdd(server, Stopwatch.GetTimestamp())) return;
        if (failed.FailureType == ConnectionFailureType.AuthenticationFailure) _ = TellUnconnectedAsync(server);
        else log.ConnectionLost(Connector.Describe(server), $"{failed.FailureType}");
    }

    private void OnRestored(object? sender, ConnectionFailedEventArgs restored)
    {
        if (restored is not { ConnectionType: ConnectionType.Interactive, EndPoint: { } server }) return;
        if (lostAt.TryRemove(server, out var since)) log.ConnectionRestored(Connector.Describe(server), Stopwatch.GetElapsedTime(since).TotalSeconds);
    }
}
