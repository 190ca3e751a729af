using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>A member of an index that crosses rooms: an id, a zero byte and the nonce of the write that added it. <see cref="HintIndex"/> documents the protocol.</summary>
internal static class HintMember
{
    /// <summary>The member for an id. Ids hold no control characters, so the zero byte ends them, and members sort as their ids do.</summary>
    internal static RedisValue Create(string id, string nonce) => string.Concat(id, "\0", nonce);

    /// <summary>The id and nonce of a member.</summary>
    internal static (string Id, string Nonce) Parse(RedisValue member)
    {
        var text = (string)member!;
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? (text, "") : (text[..end], text[(end + 1)..]);
    }
}
