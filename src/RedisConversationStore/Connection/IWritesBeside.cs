using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>Writes that travel beside a script, in the same flush, because they go to other slots.</summary>
internal interface IWritesBeside
{
    /// <summary>The keys they go to.</summary>
    IReadOnlyList<RedisKey> Keys { get; }

    /// <summary>Sends them, once more with each attempt of the script.</summary>
    Task SendAsync(IDatabase database);
}
