using Conversations.Redis;

namespace Conversations.Cli.Stores;

/// <summary>The one place that knows how a store is opened.</summary>
internal static class StoreOpener
{
    /// <summary>Connects to the store behind a Redis connection string.</summary>
    /// <exception cref="CliException">The connection string or the prefix is not valid.</exception>
    /// <exception cref="StoreUnavailableException">There is no server, or it does not let us in.</exception>
    public static async Task<IConversationStore> OpenAsync(string connection, string prefix, CancellationToken cancellationToken)
    {
        try
        {
            return await RedisConversationStore.ConnectAsync(connection, new RedisConversationStoreOptions { KeyPrefix = prefix }, cancellationToken);
        }
        catch (ArgumentException invalid)
        {
            // The message may quote the connection string, and with it a password.
            var what = invalid.ParamName is nameof(RedisConversationStoreOptions.KeyPrefix) ? "The key prefix" : "The connection string";
            throw new CliException(ExitCodes.Usage, $"{what} is not valid.", invalid);
        }
    }
}
