using StackExchange.Redis;

namespace Conversations.Redis.Doctor;

/// <summary>The commands that the store's user needs (docs/security.md), each with arguments by which it changes nothing: a string stands under the key, so commands for other types are refused once the server has found that the user may run them.</summary>
internal static class RequiredCommands
{
    /// <summary>Makes the key; the first to be sent.</summary>
    internal const string First = "set";

    private const string UnknownHash = "0000000000000000000000000000000000000000";

    // At most this long stays what a doctor leaves that is killed in the middle.
    private const int MillisecondsToLive = 60_000;

    internal static object[] FirstArguments(RedisKey key) => [key, 1, "PX", MillisecondsToLive];

    /// <summary>The others, in the order to send them: those that remove the key come last.</summary>
    /// <param name="key">A key that nobody else uses.</param>
    /// <param name="waitsForReplicas">Whether writes wait for replicas.</param>
    internal static (string Command, object[] Arguments)[] Rest(RedisKey key, bool waitsForReplicas) =>
    [
        ("eval", ["return 1", 0]),
        ("evalsha", [UnknownHash, 0]),
        ("script|load", ["return 1"]),
        ("time", []),
        ("ping", []),
        ("echo", [1]),
        ("client|id", []),
        ("get", [key]),
        ("mget", [key]),
        ("setnx", [key, 1]),
        ("exists", [key]),
        ("hget", [key, 1]),
        ("hset", [key, 1, 1]),
        ("hsetnx", [key, 1, 1]),
        ("hmget", [key, 1]),
        ("hdel", [key, 1]),
        ("hexists", [key, 1]),
        ("hkeys", [key]),
        ("hvals", [key]),
        ("hgetall", [key]),
        ("hlen", [key]),
        ("hscan", [key, 0]),
        ("zadd", [key, 1, 1]),
        ("zrem", [key, 1]),
        ("zcard", [key]),
        ("zcount", [key, 0, 0]),
        ("zlexcount", [key, "-", "+"]),
        ("zrange", [key, 0, 0]),
        ("zrevrange", [key, 0, 0]),
        ("zrangebyscore", [key, 0, 0]),
        ("zrevrangebyscore", [key, 0, 0]),
        ("zremrangebyscore", [key, 0, 0]),
        ("zrangebylex", [key, "-", "+"]),
        ("zrevrangebylex", [key, "+", "-"]),
        ("zscore", [key, 1]),
        ("sadd", [key, 1]),
        ("srem", [key, 1]),
        ("smembers", [key]),
        ("sismember", [key, 1]),
        .. waitsForReplicas ? [("wait", (object[])[0, 1])] : Array.Empty<(string, object[])>(),
        ("expire", [key, 60]),
        ("persist", [key]),
        ("rename", [key, key]),
        ("unlink", [key]),
        ("del", [key]),
    ];
}
