using Conversations.Conformance;
using Conversations.Redis.Tests.Keys;
using Conversations.Redis.Tests.Scripts;
using Xunit;

namespace Conversations.Redis.Tests.Cluster;

/// <summary>A node that joined the cluster and never saw the scripts gets them with the first call that it serves.</summary>
public sealed class NewNodeTests
{
    private static readonly int RoomSlot = HashSlot.Of($"{{{Samples.RoomId}}}");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_works_on_a_node_that_never_saw_the_scripts()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var cluster = await RedisCluster.StartAsync(TimeSpan.FromSeconds(30));
        var options = PatientOptions.Create();
        await using var store = await RedisConversationStore.ConnectAsync(cluster.ConnectionString, options, Token);
        await StoreOperations.SeedAsync(store, calls: 2);
        foreach (var operation in StoreOperations.All) await operation.Call(store, 1);
        var slots = await SlotsAsync(cluster, options.KeyPrefix);

        var newcomer = await cluster.AddPrimaryAsync();
        await ReadWhileItMovesAsync(cluster, store, newcomer);
        foreach (var slot in slots.Where(slot => slot != RoomSlot)) await cluster.MoveSlotAsync(slot, newcomer);
        foreach (var operation in StoreOperations.All) await operation.Call(store, 0);

        // The locators are spread over all slots, and stayed where they were.
        var missing = Wrappers.All.Select(wrapper => wrapper.Script.Name).Where(name => !name.Contains("locator", StringComparison.Ordinal)).Except(Scripts.ScriptReloadTests.OfNoOperation).Except(await LoadedScripts.OnAsync(newcomer.Server));
        Assert.Empty(missing);
    }

    // All keys are there, but the slot is not yet the newcomer's: the client is sent there call by call.
    private static async Task ReadWhileItMovesAsync(RedisCluster cluster, RedisConversationStore store, RedisClusterNode newcomer)
    {
        var move = await cluster.BeginMoveAsync(RoomSlot, newcomer);
        while (await move.MoveKeysAsync(100) > 0) continue;

        Assert.Equal("full", (await store.Events.GetAsync(Samples.RoomId, "full", Token))?.Id);
        Assert.Equal((2, 1), (await newcomer.CallsAsync("asking"), await newcomer.CallsAsync("eval")));
        await move.CompleteAsync();
    }

    // Of what scripts work on: rooms, identities and addresses, and those that the second run creates.
    private static async Task<HashSet<int>> SlotsAsync(RedisCluster cluster, string prefix)
    {
        var keys = new List<string> { $"{prefix}:{{new 0}}:room", $"{prefix}:identity:new 0" };
        foreach (var primary in await cluster.PrimariesAsync())
        {
            await foreach (var key in primary.Server.KeysAsync(pattern: prefix + ":*").WithCancellation(Token)) keys.Add(key.ToString());
        }

        string[] kinds = [$"{prefix}:{{", $"{prefix}:identity:", $"{prefix}:address:"];
        return [.. keys.Where(key => kinds.Any(kind => key.StartsWith(kind, StringComparison.Ordinal))).Select(key => HashSlot.Of(key))];
    }
}
