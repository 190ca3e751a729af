using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>The keys of commands, for an error about one of them.</summary>
internal readonly struct CallKeys
{
    private readonly RedisKey one;
    private readonly Func<IReadOnlyList<RedisKey>>? several;

    /// <param name="several">Asked only after a failure.</param>
    internal CallKeys(Func<IReadOnlyList<RedisKey>> several) => this.several = several;

    private CallKeys(RedisKey one) => this.one = one;

    /// <summary>For commands about no key, and for callers that name the key themselves.</summary>
    internal static CallKeys None => default;

    internal bool IsNone => several is null && one == default(RedisKey);

    public static implicit operator CallKeys(RedisKey key) => new(key);

    internal IReadOnlyList<RedisKey> List() => several is null ? [one] : several();
}
