using System.Net;
using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>The servers and the database that a store was given, to tell whether two stores share their data.</summary>
internal sealed class StoreAddress
{
    private readonly HashSet<string> servers;
    private readonly string? serviceName;
    private readonly int database;

    private StoreAddress(IEnumerable<EndPoint> servers, string? serviceName, int database)
    {
        this.servers = new(servers.Select(NameOf), StringComparer.OrdinalIgnoreCase);
        this.serviceName = serviceName;
        this.database = database;
    }

    internal static StoreAddress Of(ConfigurationOptions configuration) =>
        new(configuration.EndPoints, configuration.ServiceName, configuration.DefaultDatabase ?? 0);

    internal static StoreAddress Of(IConnectionMultiplexer connection) =>
        new(connection.GetEndPoints(configuredOnly: true), serviceName: null, connection.GetDatabase().Database);

    /// <summary>Whether a server is named by both, with the same database. Sentinels watch over several primaries, each by its name.</summary>
    internal bool Overlaps(StoreAddress other) =>
        database == other.database && serviceName == other.serviceName && servers.Overlaps(other.servers);

    private static string NameOf(EndPoint server) => server switch
    {
        IPEndPoint ip when IPAddress.IsLoopback(ip.Address) => $"localhost:{ip.Port}",
        _ => Connector.Describe(server),
    };
}
