using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>The scripts under <c>lua/hints</c> that keep the notes of writes under way.</summary>
internal static class HintScripts
{
    private static readonly Script BeginWrite = new("hints/begin_write", ["intents", "truth"], ["nonce", "life", "entries"]);

    private static readonly Script WithdrawWrite = new("hints/withdraw_write", ["intents"], ["nonce"]);

    private static readonly Script Judge = new("hints/judge", ["intents", "truth"], ["nonce", "patience"]);

    private static readonly Script TakeDead = new("hints/take_dead", ["intents"], ["deletions", "limit"]);

    internal enum JudgeStatus
    {
        UnderWay = 0,

        /// <summary>Nothing of the write is noted.</summary>
        Over = 1,

        /// <summary>The write is dead, and all of its entries are to be removed.</summary>
        ToRemove = 2,
    }

    /// <returns>The number of writes noted, this one included.</returns>
    internal static async Task<long> BeginWriteAsync(RedisGateway redis, IndexOwner owner, string nonce, TimeSpan life, string entries, Call call) =>
        (long)await redis.WriteAsync(BeginWrite, [owner.Intents, owner.Truth], [nonce, (long)life.TotalSeconds, entries], call).ConfigureAwait(false);

    /// <returns>Whether its entries are to be removed; otherwise the write has ended.</returns>
    internal static async Task<bool> WithdrawWriteAsync(RedisGateway redis, IndexOwner owner, string nonce, Call call) =>
        (bool)await redis.WriteAsync(WithdrawWrite, [owner.Intents], [nonce], call).ConfigureAwait(false);

    /// <returns>The status, and for <see cref="JudgeStatus.ToRemove"/> the entries.</returns>
    internal static async Task<(JudgeStatus Status, RedisValue Entries)> JudgeAsync(RedisGateway redis, IndexOwner owner, string nonce, TimeSpan patience, Call call)
    {
        var reply = await redis.WriteAsync(Judge, [owner.Intents, owner.Truth], [nonce, (long)patience.TotalSeconds], call).ConfigureAwait(false);
        return ((JudgeStatus)(int)reply[0], reply.Length > 1 ? (RedisValue)reply[1] : RedisValue.Null);
    }

    /// <returns>The nonces of dead writes, each with its entries.</returns>
    internal static async Task<(string Nonce, RedisValue Entries)[]> TakeDeadAsync(RedisGateway redis, IndexOwner owner, bool deletions, int limit, Call call)
    {
        var values = (RedisValue[]?)await redis.WriteAsync(TakeDead, [owner.Intents], [deletions, limit], call).ConfigureAwait(false) ?? [];
        var dead = new (string Nonce, RedisValue Entries)[values.Length / 2];
        for (var i = 0; i < dead.Length; i++) dead[i] = (values[2 * i].ToString(), values[(2 * i) + 1]);
        return dead;
    }
}
