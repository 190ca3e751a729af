using Conversations;
using Conversations.Redis;
using Conversations.Redis.Audit;
using StackExchange.Redis;

namespace StoreConsumer;

/// <summary>Stores of one application on the same data.</summary>
internal static class Replicas
{
    public static async Task AgreeAsync(params IReadOnlyList<IConversationStore> stores)
    {
        var rooms = await stores[0].Rooms.ListAsync();
        foreach (var store in stores)
        {
            Expect.That(!store.IsProcessLocal);
            Expect.That(rooms.SequenceEqual(await store.Rooms.ListAsync()));
        }
    }

    /// <summary>What was written holds together, and is counted.</summary>
    public static async Task AuditAsync(IConnectionMultiplexer connection, RedisConversationStoreOptions options)
    {
        await using var audit = new StoreAudit(connection, options);
        await foreach (var finding in audit.RunAsync()) Expect.That(!finding.IsProblem, finding.ToString());
        var statistics = await audit.MeasureAsync();
        Expect.That(statistics.Rooms > 0 && statistics.Events > 0);
    }
}
