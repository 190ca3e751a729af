using System.Globalization;
using StackExchange.Redis;

namespace Conversations.LoadTesting;

/// <summary>What the servers say of themselves at a moment (INFO), summed over the primaries.</summary>
/// <param name="Version">Of the first.</param>
/// <param name="UsedMemoryBytes">The memory their data takes.</param>
/// <param name="ProcessorSeconds">The processor time they have taken.</param>
/// <param name="ReceivedBytes">What came in over the network.</param>
/// <param name="SentBytes">What went out.</param>
/// <param name="Commands">Calls and microseconds by command.</param>
internal sealed record ServerSnapshot(string Version, long UsedMemoryBytes, double ProcessorSeconds, long ReceivedBytes, long SentBytes, IReadOnlyDictionary<string, (long Calls, long Microseconds)> Commands)
{
    /// <summary>Asks the servers; null where one of them does not tell, for lack of a right or of the command.</summary>
    internal static async Task<ServerSnapshot?> TakeAsync(IConnectionMultiplexer redis)
    {
        try
        {
            var primaries = redis.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }).ToList();
            var infos = await Task.WhenAll(primaries.Select(server => server.InfoAsync("all")));
            return Sum([.. infos.Select(info => info.SelectMany(section => section).DistinctBy(field => field.Key).ToDictionary(field => field.Key, field => field.Value))]);
        }
        catch (Exception refused) when (refused is RedisException or RedisCommandException or TimeoutException)
        {
            return null;
        }
    }

    private static ServerSnapshot? Sum(List<Dictionary<string, string>> servers)
    {
        if (servers.Count == 0 || servers.Exists(fields => !fields.ContainsKey("used_memory") || !fields.ContainsKey("used_cpu_user"))) return null;
        var commands = servers.SelectMany(fields => fields)
            .Where(field => field.Key.StartsWith("cmdstat_", StringComparison.Ordinal))
            .GroupBy(field => field.Key["cmdstat_".Length..])
            .ToDictionary(command => command.Key, command => (command.Sum(field => Part(field.Value, "calls")), command.Sum(field => Part(field.Value, "usec"))));
        return new(
            servers[0].GetValueOrDefault("redis_version", ""),
            servers.Sum(fields => Whole(fields, "used_memory")),
            servers.Sum(fields => Real(fields, "used_cpu_user") + Real(fields, "used_cpu_sys")),
            servers.Sum(fields => Whole(fields, "total_net_input_bytes")),
            servers.Sum(fields => Whole(fields, "total_net_output_bytes")),
            commands);
    }

    private static long Whole(Dictionary<string, string> fields, string name) =>
        long.TryParse(fields.GetValueOrDefault(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static double Real(Dictionary<string, string> fields, string name) =>
        double.TryParse(fields.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;

    // calls=2,usec=31,usec_per_call=15.50
    private static long Part(string statistics, string name)
    {
        foreach (var part in statistics.Split(','))
        {
            if (part.StartsWith(name + "=", StringComparison.Ordinal) && long.TryParse(part.AsSpan(name.Length + 1), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)) return value;
        }

        return 0;
    }
}
