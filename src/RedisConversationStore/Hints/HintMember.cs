using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>
/// The protocol of all index entries that cross rooms ("hints"), in one place.
/// </summary>
/// <remarks>
/// <para>Truth lives in a room's hash slot. An index over rooms lives in another slot and cannot change in the same step, so it may name too much and must never name too little:</para>
/// <list type="number">
/// <item>A writer adds the entry first, then changes the truth, and keeps the entry's nonce inside the truth.</item>
/// <item>A writer that makes an entry obsolete changes the truth first, then removes the entry.</item>
/// <item>A reader takes an entry for a candidate only: it reads the truth, drops what does not hold, and removes an entry whose nonce the truth does not carry.</item>
/// </list>
/// <para>Every write adds a member of its own, <c>id, zero byte, nonce</c>. So removing one entry can never remove the one of a concurrent writer, which is what makes lazy cleaning safe without locks.</para>
/// <para>A reader must not remove an entry whose truth is still on its way. It cannot tell that from a crash, so it leaves entries alone whose truth it did not find and which are younger than a writer may take; only entries that the truth has moved past (another nonce in their place) go at once.</para>
/// <para>Crash cases. After the entry, before the truth: the entry names nothing, readers drop it. After the truth, before the removal of the old entry: two entries name one thing, readers count it once. During the removal of a room: entries name a room that is gone, readers drop them.</para>
/// </remarks>
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
