using System.Diagnostics;
using System.Globalization;
using Conversations.Testing;
using StackExchange.Redis;

namespace Conversations.Faults.Failovers;

/// <summary>Asks one server what it is, again and again, on a connection of its own.</summary>
internal sealed class ServerLookout : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly List<Sighting> sightings = [];
    private readonly CancellationTokenSource ending = new();
    private readonly Task looking;

    internal ServerLookout(RedisServerProcess server) => looking = Task.Run(() => LookAsync(Configuration(server)));

    /// <summary>What was seen so far.</summary>
    internal IReadOnlyList<Sighting> Sightings
    {
        get
        {
            lock (gate) return [.. sightings];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await looking;
        ending.Dispose();
    }

    // A server that is gone is looked for as often as one that is there, and a node of a cluster is not asked for the others.
    private static ConfigurationOptions Configuration(RedisServerProcess server)
    {
        var configuration = ConfigurationOptions.Parse(server.ConnectionString + ",abortConnect=false,allowAdmin=true,connectTimeout=1000,asyncTimeout=1000");
        configuration.CommandMap = CommandMap.Create(["CLUSTER"], available: false);
        configuration.ReconnectRetryPolicy = new LinearRetry((int)Interval.TotalMilliseconds);
        configuration.HeartbeatInterval = Interval;
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        return configuration;
    }

    private async Task LookAsync(ConfigurationOptions configuration)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(configuration);
        var server = connection.GetServers().Single();
        using var ticks = new PeriodicTimer(Interval);
        try
        {
            do
            {
                if (await AskAsync(server) is not { } sighting) continue;
                lock (gate) sightings.Add(sighting);
            }
            while (await ticks.WaitForNextTickAsync(ending.Token));
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    /// <summary>Null when the server does not say: it is down, stopped or loading.</summary>
    private static async Task<Sighting?> AskAsync(IServer server)
    {
        try
        {
            var askedAt = Stopwatch.GetTimestamp();
            var lines = (await server.InfoAsync("replication")).SelectMany(section => section).ToDictionary(line => line.Key, line => line.Value);
            return new(
                askedAt, Stopwatch.GetTimestamp(), lines["role"] == "master", lines["master_replid"], Number(lines["master_repl_offset"]),
                lines["master_replid2"], Number(lines["second_repl_offset"]));
        }
        catch (Exception away) when (away is RedisException or TimeoutException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
