using System.Buffers.Text;
using System.Globalization;
using System.Text;
using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>A stored event: a member of the sorted set of a room's events.</summary>
/// <param name="Index">Its index, which is also the member's score.</param>
/// <param name="Bytes">The event, as <see cref="EventCodec"/> encodes it.</param>
/// <remarks>
/// <code>
/// …         index, decimal digits
/// …         the encoded event, whose first byte is no digit
/// </code>
/// <para>The script that gives out the index writes it. It stands in the member as well as in the score because scores make a page take 1.4 to 2.4 times as long: the server prints each as text, and the client reads that again.</para>
/// </remarks>
internal readonly record struct StoredEvent(long Index, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Takes a member apart.</summary>
    /// <exception cref="CorruptRecordException">It has no index, or no event.</exception>
    internal static StoredEvent Parse(ReadOnlyMemory<byte> member, RedisKey key)
    {
        if (member.IsEmpty) throw new CorruptRecordException(key.ToString(), null, "An event is missing.");
        if (!char.IsAsciiDigit((char)member.Span[0]) || !Utf8Parser.TryParse(member.Span, out long index, out var length) || index > Check.MaxCursor)
        {
            throw new CorruptRecordException(key.ToString(), null, "An event has no index.");
        }

        if (length == member.Length) throw new CorruptRecordException(key.ToString(), null, "An event is cut off.");
        return new(index, member[length..]);
    }

    /// <summary>Takes the members of a page apart.</summary>
    /// <param name="members">The members.</param>
    /// <param name="edge">The index that the page begins behind.</param>
    /// <param name="isDescending">Whether the page goes towards the start.</param>
    /// <param name="key">Where the members are.</param>
    /// <exception cref="CorruptRecordException">See <see cref="StoredEventPage.Parse"/>.</exception>
    internal static StoredEvent[] ParsePage(ReadOnlySpan<RedisValue> members, long edge, bool isDescending, RedisKey key)
    {
        var page = new StoredEvent[members.Length];
        var reader = new StoredEventPage(edge, isDescending, key);
        for (var i = 0; i < page.Length; i++) page[i] = reader.Parse(members[i]);
        return page;
    }

    /// <summary>The member for an event, as scripts make it.</summary>
    internal static byte[] ToMember(long index, ReadOnlySpan<byte> encoded) => [.. Encoding.ASCII.GetBytes(index.ToString(CultureInfo.InvariantCulture)), .. encoded];

    /// <summary>The event.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no event.</exception>
    internal RoomEvent Decode(string roomId, RedisKey key) => EventCodec.Decode(Bytes, roomId, Index, key);
}

/// <summary>Takes the members of a page apart, one after the other.</summary>
/// <param name="edge">The index that the page begins behind.</param>
/// <param name="isDescending">Whether the page goes towards the start.</param>
/// <param name="key">Where the members are.</param>
internal struct StoredEventPage(long edge, bool isDescending, RedisKey key)
{
    private long next = isDescending ? edge - 1 : edge + 1;

    /// <summary>Takes the next member apart.</summary>
    /// <exception cref="CorruptRecordException">It has no index behind the edge, or one before that of its predecessor: who reads on from there would read in circles.</exception>
    internal StoredEvent Parse(ReadOnlyMemory<byte> member)
    {
        var stored = StoredEvent.Parse(member, key);
        if (isDescending ? stored.Index > next : stored.Index < next) throw new CorruptRecordException(key.ToString(), null, $"An event has the index {stored.Index} in the place of {next} or one behind it.");
        next = stored.Index;
        return stored;
    }
}
