using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>Makes sure that a store is in the database it was given. The client selects it beside the first command and does not look whether the server let it: without the right to, or where the server has no such database, everything would go to database 0, perhaps between the data of another store.</summary>
internal static class SelectedDatabase
{
    // Within a script it selects for the rest of the script only.
    private const string Select = "return redis.call('SELECT', ARGV[1])";

    /// <summary>Selects the database as the client does, and looks at the answer. One round trip; none for database 0.</summary>
    /// <exception cref="StoreUnavailableException">The server refuses.</exception>
    internal static async Task EnsureAsync(IDatabase database)
    {
        if (database.Database <= 0) return;
        try
        {
            await database.ExecuteAsync("EVAL", [Select, 0, database.Database], CommandFlags.DemandMaster).ConfigureAwait(false);
        }
        catch (RedisServerException refusal) when (IsRefused(refusal.Message))
        {
            throw FaultTranslator.DatabaseNotSelected(database.Database, refusal);
        }
    }

    private static bool IsRefused(string message) =>
        FaultTranslator.IsMissingRightOfScript(message)
        || message.StartsWith("ERR DB index is out of range", StringComparison.Ordinal);
}
