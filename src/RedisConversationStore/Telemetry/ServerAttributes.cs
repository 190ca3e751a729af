using System.Globalization;
using System.Net;
using Conversations.Redis.Connection;
using Attributes = Conversations.Redis.ConversationStoreTelemetry.Attributes;

namespace Conversations.Redis.Telemetry;

/// <summary>The attributes that all operations of a store share.</summary>
internal static class ServerAttributes
{
    internal static KeyValuePair<string, object?>[] Of(StoreConnection connection)
    {
        List<KeyValuePair<string, object?>> attributes =
        [
            new(Attributes.DbSystemName, "redis"),
            new(Attributes.DbNamespace, connection.Database.ToString(CultureInfo.InvariantCulture)),
        ];

        if (connection.Server is { } server)
        {
            var (address, port) = Describe(server);
            if (address is not null) attributes.Add(new(Attributes.ServerAddress, address));
            if (port is not null) attributes.Add(new(Attributes.ServerPort, port));
        }

        return [.. attributes];
    }

    private static (string? Address, int? Port) Describe(EndPoint endPoint) => endPoint switch
    {
        DnsEndPoint named => (named.Host, named.Port),
        IPEndPoint numbered => (numbered.Address.ToString(), numbered.Port),
        _ => (endPoint.ToString(), null),
    };
}
