using Conversations.Conformance;
using Conversations.Redis.Tests.Cluster;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Security;

/// <summary>The rights that docs/security.md adds for a cluster, for replicas and for another database: with them a store is refused nothing that it needs, and without any one of them the servers refuse just that.</summary>
/// <param name="fixture">The cluster.</param>
[Collection(typeof(ChangingClusterTests))]
public sealed class SetupRightTests(ChangingCluster fixture)
{
    // What the client asks of servers, and does without.
    private static readonly string[] AskedInVainOfCluster = ["__Booksleeve_TieBreak", "config|get"];

    private static readonly string[] AskedInVainOfServer = ["__Booksleeve_TieBreak", "cluster|slots", "config|get"];

    private static readonly RedisConversationStoreOptions ReadingReplicas = new() { ReadPreference = ReadPreference.PreferReplica };

    private static readonly RedisConversationStoreOptions Waiting = new() { WaitForReplicas = 1 };

    public static TheoryData<string> OnCluster => Added(AccessRules.OnCluster, to: AccessRules.Store);

    public static TheoryData<string> ForReplicasOfCluster => Added(AccessRules.OnClusterWithReplicas, to: AccessRules.OnCluster);

    public static TheoryData<string> ForWaiting => Added(AccessRules.WaitingForReplicas, to: AccessRules.Store);

    public static TheoryData<string> ForOtherDatabase => Added(AccessRules.InOtherDatabase, to: AccessRules.Store);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Store_on_a_cluster_is_refused_nothing_it_needs()
    {
        var (fault, refused) = await UseClusterAsync(AccessRules.OnCluster, new());
        Assert.Null(fault);
        Assert.Equal([.. AskedInVainOfCluster, "readonly"], refused);
    }

    [Fact]
    public async Task Store_that_reads_replicas_of_a_cluster_is_refused_nothing_it_needs()
    {
        var (fault, refused) = await UseClusterAsync(AccessRules.OnClusterWithReplicas, ReadingReplicas);
        Assert.Null(fault);
        Assert.Equal(AskedInVainOfCluster, refused);
    }

    [Fact]
    public async Task Store_that_waits_for_replicas_is_refused_nothing_it_needs()
    {
        var (fault, refused) = await UseReplicationAsync(AccessRules.WaitingForReplicas);
        Assert.Null(fault);
        Assert.Equal(AskedInVainOfServer, refused);
    }

    [Fact]
    public async Task Store_in_another_database_is_refused_nothing_it_needs()
    {
        var (fault, refused) = await UseOtherDatabaseAsync(AccessRules.InOtherDatabase);
        Assert.Null(fault);
        Assert.Equal(AskedInVainOfServer, refused);
    }

    [Theory]
    [MemberData(nameof(OnCluster))]
    public async Task Right_on_a_cluster_is_used(string right) =>
        Assert.Contains(right, (await UseClusterAsync(AccessRules.OnCluster.Without(right), new())).Refused);

    [Theory]
    [MemberData(nameof(ForReplicasOfCluster))]
    public async Task Right_to_read_replicas_of_a_cluster_is_used(string right) =>
        Assert.Contains(right, (await UseClusterAsync(AccessRules.OnClusterWithReplicas.Without(right), ReadingReplicas)).Refused);

    [Theory]
    [MemberData(nameof(ForWaiting))]
    public async Task Right_to_wait_is_used(string right) =>
        Assert.Contains(right, (await UseReplicationAsync(AccessRules.WaitingForReplicas.Without(right))).Refused);

    [Theory]
    [MemberData(nameof(ForOtherDatabase))]
    public async Task Right_in_another_database_is_used(string right) =>
        Assert.Contains(right, (await UseOtherDatabaseAsync(AccessRules.InOtherDatabase.Without(right))).Refused);

    private static TheoryData<string> Added(AccessRules rules, AccessRules to) => [.. rules.Commands.Except(to.Commands)];

    /// <summary>Every operation on the cluster, and one that meets a slot which is being moved.</summary>
    private async Task<(Exception? Fault, string[] Refused)> UseClusterAsync(AccessRules rules, RedisConversationStoreOptions options)
    {
        fixture.SkipWithoutServer();
        var cluster = fixture.Cluster;
        var room = $"moved {Guid.NewGuid():N}";
        var slot = await cluster.SlotOfAsync($"{{{room}}}");
        var home = await cluster.PrimaryOfAsync(slot);
        return await UseAsync([.. cluster.Nodes.Select(node => node.Server)], rules, async () =>
        {
            await using var store = await RedisConversationStore.ConnectAsync(cluster.ConnectionString + rules.Login, options with { KeyPrefix = $"conv:{Guid.NewGuid():N}", OperationTimeout = TimeSpan.FromSeconds(5) }, Token);
            await ExerciseAsync(store);
            var move = await cluster.BeginMoveAsync(slot, (await cluster.PrimariesAsync()).First(node => node != home));
            try
            {
                // The slot is empty: its home sends a caller that asks for a room on to where it goes. Scripts of several
                // keys wait until it is there.
                await store.Rooms.ExistsAsync(room, Token);
            }
            finally
            {
                await move.CompleteAsync();
                await cluster.MoveSlotAsync(slot, home);
            }
        });
    }

    private static async Task<(Exception? Fault, string[] Refused)> UseReplicationAsync(AccessRules rules)
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var replication = await RedisReplication.StartAsync(replicas: 1);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(string.Join(',', replication.Servers.Select(server => server.ConnectionString)) + ",allowAdmin=true");
        return await UseAsync(admin.GetServers(), rules, async () =>
        {
            await using var store = await RedisConversationStore.ConnectAsync(replication.Primary.ConnectionString + rules.Login, Waiting, Token);
            await ExerciseAsync(store);
        });
    }

    private static async Task<(Exception? Fault, string[] Refused)> UseOtherDatabaseAsync(AccessRules rules)
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var server = await RedisServerProcess.StartAsync();
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
        return await UseAsync(admin.GetServers(), rules, async () =>
        {
            await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString + rules.Login + ",defaultDatabase=3", cancellationToken: Token);
            await ExerciseAsync(store);
            Assert.Equal(0, await admin.GetServers().Single().DatabaseSizeAsync(0));
        });
    }

    private static async Task ExerciseAsync(RedisConversationStore store)
    {
        await StoreOperations.SeedAsync(store, calls: 1);
        foreach (var operation in StoreOperations.All) await operation.Call(store, 0);
    }

    /// <summary>Acts on servers that know the user, and answers what went wrong and what the user was refused.</summary>
    private static async Task<(Exception? Fault, string[] Refused)> UseAsync(IServer[] servers, AccessRules rules, Func<Task> actAsync)
    {
        foreach (var server in servers)
        {
            await rules.ApplyAsync(server);
            await server.ExecuteAsync("ACL", "LOG", "RESET");
        }

        var fault = await Record.ExceptionAsync(actAsync);
        var refused = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var server in servers)
        {
            var log = (RedisResult[])(await server.ExecuteAsync("ACL", "LOG"))!;
            refused.UnionWith(log.Select(entry => entry.ToDictionary()).Where(entry => entry["username"].ToString() == rules.User).Select(entry => entry["object"].ToString()));
        }

        return (fault, [.. refused]);
    }
}
