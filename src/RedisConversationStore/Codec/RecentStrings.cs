using System.Buffers.Binary;
using System.Text;

namespace Conversations.Redis;

/// <summary>Short strings that were decoded lately. The records of a room have the same channels, participants, providers and kinds again and again: they share one string instead of having one each.</summary>
/// <remarks>A fixed number of slots, each with the last string that fell into it. Threads may overwrite one another's: whichever is there is compared before it is used.</remarks>
internal static class RecentStrings
{
    /// <summary>Random ids of 32 digits stay out: they seldom come again, and would drive out what does.</summary>
    private const int Longest = 24;

    private const int SlotBits = 10;

    private static readonly string?[] Slots = new string?[1 << SlotBits];

    /// <summary>Decodes a string.</summary>
    /// <exception cref="DecoderFallbackException">The bytes are no UTF-8.</exception>
    internal static string Decode(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > Longest) return StoredFormat.StrictUtf8.GetString(utf8);
        ref var slot = ref Slots[SlotOf(utf8)];
        var recent = slot;
        if (recent is not null && Ascii.Equals(utf8, recent)) return recent;
        return slot = StoredFormat.StrictUtf8.GetString(utf8);
    }

    // The two ends of a text, which overlap where it is short, mixed by a multiplication.
    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        var ends = utf8.Length switch
        {
            >= 8 => BinaryPrimitives.ReadUInt64LittleEndian(utf8) ^ (BinaryPrimitives.ReadUInt64LittleEndian(utf8[^8..]) * 31),
            >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(utf8) ^ ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(utf8[^4..]) << 32),
            _ => utf8[0] | ((ulong)utf8[utf8.Length / 2] << 8) | ((ulong)utf8[^1] << 16),
        };
        return (int)(((ends + (ulong)utf8.Length) * 0x9E3779B97F4A7C15) >> (64 - SlotBits));
    }
}
