using System.Net;
using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>Opens and closes connections that a store owns.</summary>
internal static class Connector
{
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, or does not accept the password.</exception>
    internal static async Task<IConnectionMultiplexer> ConnectAsync(string connectionString, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var configuration = ConfigurationOptions.Parse(connectionString);
        if (configuration.EndPoints.Count == 0) throw new ArgumentException("The connection string names no server.", nameof(connectionString));
        ConnectionDefaults.Apply(configuration);
        var connecting = ConnectionMultiplexer.ConnectAsync(configuration);
        try
        {
            return await connecting.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (RedisConnectionException fault)
        {
            throw FaultTranslator.FromConnect(fault, Describe(configuration));
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
        try
        {
            await connection.CloseAsync().WaitAsync(timeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await connection.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static string Describe(ConfigurationOptions configuration) => string.Join(", ", configuration.EndPoints.Select(Describe));

    private static string Describe(EndPoint endPoint) => endPoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : endPoint.ToString()!;

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
