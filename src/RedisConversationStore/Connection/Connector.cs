using System.Net;
using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>Opens and closes connections that a store owns.</summary>
internal static class Connector
{
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, or does not accept the password.</exception>
    internal static Task<IConnectionMultiplexer> ConnectAsync(string connectionString, TimeSpan timeout, CancellationToken cancellationToken) =>
        ConnectAsync(Parse(connectionString), timeout, cancellationToken);

    /// <param name="configuration">Whom to connect to and how; is changed.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException">No server is named.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, or does not accept the password.</exception>
    internal static async Task<IConnectionMultiplexer> ConnectAsync(ConfigurationOptions configuration, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (configuration.EndPoints.Count == 0) throw new ArgumentException("The connection string names no server.", nameof(configuration));
        ConnectionDefaults.Apply(configuration);
        var connecting = ConnectionMultiplexer.ConnectAsync(configuration);
        try
        {
            return await connecting.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (RedisConnectionException fault)
        {
            throw FaultTranslator.FromConnect(fault, Describe(configuration), configuration.Ssl);
        }
        catch (TimeoutException)
        {
            _ = DisposeLateAsync(connecting);
            throw FaultTranslator.ConnectDeadlinePassed(timeout, Describe(configuration));
        }
        catch (OperationCanceledException)
        {
            _ = DisposeLateAsync(connecting);
            throw;
        }
    }

    /// <summary>Closes a connection once what was sent has been answered, but waits no longer than told.</summary>
    internal static async Task CloseAsync(IConnectionMultiplexer connection, TimeSpan timeout)
    {
        var closing = connection.CloseAsync();
        try
        {
            await closing.WaitAsync(timeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Resilience.Leave(closing);
            await connection.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    // The client would take a URL for the name of a host, and with it a password that stands there.
    internal static ConfigurationOptions Parse(string connectionString) =>
        connectionString.Contains("://", StringComparison.Ordinal)
            ? throw new ArgumentException("The connection string is a URL. Write host:port,user=…,password=…,ssl=true instead.", nameof(connectionString))
            : ConfigurationOptions.Parse(connectionString);

    private static string Describe(ConfigurationOptions configuration) => string.Join(", ", configuration.EndPoints.Select(Describe));

    internal static string Describe(EndPoint endPoint) => endPoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : endPoint.ToString()!;

    // Nobody waits for it any more, but it may still open.
    private static async Task DisposeLateAsync(Task<ConnectionMultiplexer> connecting)
    {
        try
        {
            await (await connecting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (RedisConnectionException)
        {
            // Nothing was opened, so nothing is left to close.
        }
    }
}
