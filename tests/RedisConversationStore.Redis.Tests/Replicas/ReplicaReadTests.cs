using Conversations.Redis.Tests.Cluster;
using StackExchange.Redis;
using Xunit;
using Condition = Conversations.Testing.Condition;

namespace Conversations.Redis.Tests.Replicas;

/// <summary>With <see cref="ReadPreference.PreferReplica"/>, what only answers the caller is read from replicas, by what the servers counted; nothing else is sent there.</summary>
/// <param name="fixture">The cluster.</param>
[Collection(typeof(ChangingClusterTests))]
public sealed class ReplicaReadTests(ChangingCluster fixture)
{
    // What decides about a write, or about removing an index entry, is not among them.
    private static readonly string[] ReadFromReplicas =
    [
        "IBindingStore.ExistsAsync(String,String)",
        "IBindingStore.GetAsync(String,String)",
        "IBindingStore.ListAsync(String)",
        "IEventStore.ConversationAsync(String,Int32,Nullable{Int64})",
        "IEventStore.CountAsync(String)",
        "IEventStore.GetAsync(String)",
        "IEventStore.GetAsync(String,String)",
        "IEventStore.ListAsync(String,EventPage,EventFilter)",
        "IEventStore.ThreadSummariesAsync(String,IReadOnlyList{String})",
        "IEventStore.TimelineAsync(String,Int32,Nullable{Int64})",
        "IObservationStore.GetAsync(String,String)",
        "IObservationStore.ListAsync(String)",
        "IParticipantStore.GetAsync(String,String)",
        "IParticipantStore.ListAsync(String)",
        "IReadStateStore.MarkersAsync(String)",
        "IReadStateStore.UnreadCountAsync(String,String)",
        "IReadStateStore.UnreadCountsAsync(String,IReadOnlyList{String})",
        "IRoomStore.ExistsAsync(String)",
        "IRoomStore.GetAsync(String)",
        "IRoomStore.LoadContextAsync(String)",
        "ITaskStore.GetAsync(String)",
        "ITaskStore.ListAsync(String,Nullable{ConversationTaskStatus})",
    ];

    // Reads the room as its caller would, and writes under the condition that the room is still as read.
    private const string ReadsThenWrites = "RoomStoreExtensions.UpdateAsync(IRoomStore,String,Func{Room,Room},Int32)";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_a_cluster()
    {
        fixture.SkipWithoutServer();
        await VerifyAsync(fixture.Cluster.ConnectionString);
    }

    [Fact]
    public async Task On_a_primary_with_a_replica()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var servers = await RedisReplication.StartAsync(replicas: 1);
        await VerifyAsync(string.Join(',', servers.Servers.Select(server => server.ConnectionString)));
    }

    private static async Task VerifyAsync(string connectionString)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(connectionString + ",allowAdmin=true,tiebreaker=");
        await using var store = new RedisConversationStore(connection, new() { KeyPrefix = $"test:{Guid.NewGuid():N}", ReadPreference = ReadPreference.PreferReplica });
        await StoreOperations.SeedAsync(store, calls: 1);
        var atReplicas = new HashSet<string>();
        foreach (var operation in StoreOperations.All)
        {
            await ReplicasHaveAllAsync(connection);
            var before = await Counts.OfAsync(connection);
            await operation.Call(store, 0);
            var after = await Counts.OfAsync(connection);

            Assert.Equal(before.Refused, after.Refused);
            if (after.ReplicaLookups == before.ReplicaLookups)
            {
                Assert.True(after.ReplicaScripts == before.ReplicaScripts, $"{operation.Name} sent a script to a replica, for nothing.");
                continue;
            }

            atReplicas.Add(operation.Member);
            if (operation.Member != ReadsThenWrites) Assert.True(after.PrimaryLookups == before.PrimaryLookups, $"{operation.Name} reads from replicas and from primaries.");
        }

        Assert.Equal(ReadFromReplicas.Append(ReadsThenWrites).Order(StringComparer.Ordinal), atReplicas.Order(StringComparer.Ordinal));
    }

    private static async Task ReplicasHaveAllAsync(ConnectionMultiplexer connection)
    {
        foreach (var primary in connection.GetServers().Where(server => !server.IsReplica))
        {
            await Condition.HoldsAsync("the replica has what the primary has", async () => (int)await primary.ExecuteAsync("WAIT", 1, 1000) == 1, Token);
        }
    }

    /// <summary>What the servers have counted.</summary>
    /// <param name="PrimaryLookups">Keys that commands and scripts have read on primaries.</param>
    /// <param name="ReplicaLookups">The same on replicas; what replication writes does not count.</param>
    /// <param name="ReplicaScripts">Scripts run on replicas.</param>
    /// <param name="Refused">Writes that replicas have refused.</param>
    private sealed record Counts(long PrimaryLookups, long ReplicaLookups, long ReplicaScripts, long Refused)
    {
        internal static async Task<Counts> OfAsync(ConnectionMultiplexer connection)
        {
            var counts = new Counts(0, 0, 0, 0);
            foreach (var server in connection.GetServers())
            {
                var info = (await server.InfoAsync()).Concat(await server.InfoAsync("commandstats")).SelectMany(section => section).DistinctBy(line => line.Key).ToDictionary(line => line.Key, line => line.Value);
                var lookups = long.Parse(info["keyspace_hits"]) + long.Parse(info["keyspace_misses"]);
                counts = server.IsReplica
                    ? counts with { ReplicaLookups = counts.ReplicaLookups + lookups, ReplicaScripts = counts.ReplicaScripts + Calls(info, "evalsha") + Calls(info, "eval"), Refused = counts.Refused + Errors(info, "READONLY") }
                    : counts with { PrimaryLookups = counts.PrimaryLookups + lookups };
            }

            return counts;
        }

        private static long Calls(Dictionary<string, string> info, string command) => Number(info, $"cmdstat_{command}");

        private static long Errors(Dictionary<string, string> info, string code) => Number(info, $"errorstat_{code}");

        // "calls=3,usec=…" and "count=3".
        private static long Number(Dictionary<string, string> info, string name) => info.TryGetValue(name, out var line) ? long.Parse(line.Split('=', ',')[1]) : 0;
    }
}
