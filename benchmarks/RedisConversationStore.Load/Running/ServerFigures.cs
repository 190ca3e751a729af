using System.Globalization;
using StackExchange.Redis;

namespace Conversations.Redis.Load;

/// <summary>What a server tells about itself.</summary>
internal static class ServerFigures
{
    /// <summary>The processor time it has used; not a number where it does not tell.</summary>
    internal static async Task<double> ProcessorMicrosecondsAsync(IServer server)
    {
        var used = (await InfoAsync(server, "cpu")).Where(field => field.Key is "used_cpu_user" or "used_cpu_sys").ToArray();
        return used.Length == 2 ? used.Sum(field => double.Parse(field.Value, CultureInfo.InvariantCulture)) * 1e6 : double.NaN;
    }

    /// <summary>The memory its data and buffers take.</summary>
    internal static async Task<long> UsedMemoryAsync(IServer server) =>
        long.Parse((await InfoAsync(server, "memory")).Single(field => field.Key == "used_memory").Value, CultureInfo.InvariantCulture);

    /// <summary>The time it has spent in each command, in microseconds, since it was started. What a script calls counts for itself and for the script.</summary>
    internal static async Task<Dictionary<string, double>> CommandMicrosecondsAsync(IServer server) =>
        (await InfoAsync(server, "commandstats")).ToDictionary(field => field.Key["cmdstat_".Length..], field => Microseconds(field.Value));

    /// <summary>The time it has spent in scripts.</summary>
    internal static async Task<double> ScriptMicrosecondsAsync(IServer server) =>
        (await CommandMicrosecondsAsync(server)).GetValueOrDefault("evalsha");

    private static async Task<IEnumerable<KeyValuePair<string, string>>> InfoAsync(IServer server, string section) =>
        (await server.InfoAsync(section)).SelectMany(fields => fields);

    // calls=3,usec=41,usec_per_call=13.67,rejected_calls=0,failed_calls=0
    private static double Microseconds(string statistics) =>
        double.Parse(statistics.Split(',').Single(part => part.StartsWith("usec=", StringComparison.Ordinal))["usec=".Length..], CultureInfo.InvariantCulture);
}
