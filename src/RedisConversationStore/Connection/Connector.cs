using System.Net;
using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>Opens and closes connections that a store owns.</summary>
internal static class Connector
{
    private const string NoServer = "The connection string names no server.";

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="ArgumentException">It cannot be read, or names no server.</exception>
    internal static ConfigurationOptions Parse(string connectionString)
    {
        // The client would take a URL for the name of a host, and with it a password that stands there.
        if (connectionString.Contains("://", StringComparison.Ordinal))
        {
            throw new ArgumentException("The connection string is a URL. Write host:port,user=…,password=…,ssl=true instead.", nameof(connectionString));
        }

        ConfigurationOptions configuration;
        try
        {
            configuration = ConfigurationOptions.Parse(connectionString);
        }
        catch (ArgumentException fault)
        {
            throw Unreadable(connectionString, fault.ParamName);
        }

        configuration.SetDefaultPorts();
        return configuration.EndPoints.Count > 0 ? configuration : throw new ArgumentException(NoServer, nameof(connectionString));
    }

    // The client's message repeats names and values; with a semicolon for a comma, or a comma in a password, they are secrets.
    private static ArgumentException Unreadable(string connectionString, string? keyword)
    {
        var number = 1 + Array.FindIndex(connectionString.Split(','), part => keyword is not null && part.TrimStart().StartsWith(keyword, StringComparison.OrdinalIgnoreCase));
        var where = number > 0 ? $"Part {number} of the connection string" : "A part of the connection string";
        return new($"{where} has a name that is not known, or a value that its name does not take. Parts are separated by commas, as in host:port,user=…,password=…,ssl=true.", nameof(connectionString));
    }

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
        if (configuration.EndPoints.Count == 0) throw new ArgumentException(NoServer, nameof(configuration));
        ConnectionDefaults.Apply(configuration);
        var connecting = ConnectAsync(configuration);
        try
        {
            return await connecting.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Opens a connection whether or not the server is there: what is not there yet is connected to as soon as it is.</summary>
    /// <param name="configuration">As <see cref="Parse"/> returned it.</param>
    /// <exception cref="StoreUnavailableException">The client cannot even begin.</exception>
    internal static Task<IConnectionMultiplexer> OpenAsync(ConfigurationOptions configuration)
    {
        configuration.AbortOnConnectFail = false;
        ConnectionDefaults.Apply(configuration);
        return ConnectAsync(configuration);
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

    /// <summary>Closes a connection at once.</summary>
    internal static void Close(IConnectionMultiplexer connection)
    {
        connection.Close(allowCommandsToComplete: false);
        connection.Dispose();
    }

    /// <summary>Closes what nobody waits for any more, and may still open.</summary>
    internal static async Task DisposeLateAsync(Task<IConnectionMultiplexer> connecting)
    {
        try
        {
            await (await connecting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            // Nothing was opened, so nothing is left to close.
        }
    }

    /// <exception cref="StoreUnavailableException">The connection did not come about.</exception>
    internal static async Task<IConnectionMultiplexer> ConnectAsync(ConfigurationOptions configuration)
    {
        try
        {
            return await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false);
        }
        catch (RedisConnectionException fault)
        {
            throw FaultTranslator.FromConnect(fault, Describe(configuration), configuration.Ssl);
        }
    }

    private static string Describe(ConfigurationOptions configuration) => string.Join(", ", configuration.EndPoints.Select(Describe));

    internal static string Describe(EndPoint endPoint) => endPoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : endPoint.ToString()!;
}
