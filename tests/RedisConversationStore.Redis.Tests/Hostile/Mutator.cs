using System.Buffers.Binary;
using MessagePack;

namespace Conversations.Redis.Tests.Hostile;

/// <summary>Makes hostile copies of stored records, the same for the same random numbers. It knows MessagePack, and nothing of what stands before it.</summary>
internal sealed class Mutator
{
    // Headers that announce far more than there is: strings, arrays, maps, binaries and extensions of up to 4 billion.
    private static readonly byte[][] Lies =
    [
        [0xd9, 0xff], [0xda, 0xff, 0xff], [0xdb, 0xff, 0xff, 0xff, 0xff], [0xdb, 0x7f, 0xff, 0xff, 0xff],
        [0xdc, 0xff, 0xff], [0xdd, 0xff, 0xff, 0xff, 0xff], [0xdd, 0x7f, 0xff, 0xff, 0xff], [0xdd, 0x00, 0x01, 0x00, 0x00],
        [0xde, 0xff, 0xff], [0xdf, 0xff, 0xff, 0xff, 0xff], [0xdf, 0x7f, 0xff, 0xff, 0xff], [0xdf, 0x00, 0x01, 0x00, 0x00],
        [0xc4, 0xff], [0xc5, 0xff, 0xff], [0xc6, 0x7f, 0xff, 0xff, 0xff], [0xc7, 0xff, 1], [0xc9, 0x7f, 0xff, 0xff, 0xff, 1],
    ];

    // One value of each type, extreme where it can be.
    private static readonly byte[][] Others =
    [
        [0xc0], [0xc1], [0xc2], [0xc3], [0x00], [0xff], [0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0xd3, 0x80, 0, 0, 0, 0, 0, 0, 0], [0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0],
        [0xcb, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0], [0xcb, 0xff, 0xf0, 0, 0, 0, 0, 0, 0], [0xca, 0x7f, 0xc0, 0, 0], [0xcb, 0x80, 0, 0, 0, 0, 0, 0, 0], [0xa0], [0xa1, 0x41], [0xa1, 0x00], [0x90], [0x91, 0xc0],
        [0x80], [0x81, 0xc0, 0xc0], [0x81, 0xa1, 0x41, 0xc0], [0xc4, 0x00], [0xc4, 0x01, 0x41], [0xd4, 0x01, 0x41], [0xd6, 0xff, 0, 0, 0, 0], [0xd7, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    ];

    // Not UTF-8: lone bytes, overlong forms, halves of surrogate pairs, beyond Unicode, cut off.
    private static readonly byte[][] NoText = [[0xff], [0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]];

    private static readonly byte[][] Extremes = [[0xff, 0xff], [0xff, 0xfe], [0x7f, 0xff], [0x00, 0x00], [0x80, 0, 0, 0, 0, 0, 0, 0], [0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]];

    private static readonly byte[][] Nests = [[0x91], [0x81, 0x01], [0x81, 0xa1, 0x41], [0x92, 0xc0], [0xdc, 0x00, 0x01], [0xdd, 0x00, 0x00, 0x00, 0x40]];

    // Deep enough to end any stack that follows it, now and then; mostly around what is allowed.
    private static readonly int[] Depths = [2, 20, 40, 60, 500, 100_000];

    private static readonly string[] NoNumbers =
    [
        "", "-", "-1", "-2", "0", " 1", "1 ", "+1", "01", "0x10", "1e3", "1.5", "nan", "-nan", "inf", "-inf", "abc", "true", "١", "1\0", "9007199254740992", "9007199254740993", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "99999999999999999999", new string('9', 5000),
    ];

    private readonly byte[] intact;
    private readonly PackedValues packed;
    private readonly Func<byte[]> another;
    private readonly Func<Random, byte[]>[] ways;

    /// <param name="intact">A record as it is stored.</param>
    /// <param name="another">Another record, to splice the first with.</param>
    internal Mutator(byte[] intact, Func<byte[]> another)
    {
        this.intact = intact;
        this.another = another;
        packed = new(intact);
        ways = packed.Entries.Count == 0
            ? [FlipBits, Truncate, Insert, Overwrite, Remove, Noise, Extreme, Invalid, Splice, OtherNumber]
            : [FlipBits, Truncate, Insert, Overwrite, Remove, Noise, Extreme, Invalid, Splice, Lie, Nest, SwapType, SpoilText, DuplicateField, MoveField];
    }

    internal byte[] Next(Random random) => ways[random.Next(ways.Length)](random);

    private static T Pick<T>(IReadOnlyList<T> items, Random random) => items[random.Next(items.Count)];

    private byte[] FlipBits(Random random)
    {
        var bytes = (byte[])intact.Clone();
        for (var flips = bytes.Length == 0 ? 0 : random.Next(1, 4); flips > 0; flips--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private byte[] Truncate(Random random) => intact[..random.Next(intact.Length + 1)];

    private byte[] Insert(Random random)
    {
        var inserted = new byte[random.Next(1, 9)];
        random.NextBytes(inserted);
        var at = random.Next(intact.Length + 1);
        return [.. intact.AsSpan(0, at), .. inserted, .. intact.AsSpan(at)];
    }

    private byte[] Overwrite(Random random)
    {
        var bytes = (byte[])intact.Clone();
        if (bytes.Length > 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private byte[] Remove(Random random)
    {
        var from = random.Next(intact.Length + 1);
        return Replace(from, random.Next(from, intact.Length + 1), []);
    }

    // The first byte stays now and then: behind a wrong format version nothing is read.
    private byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(1, 200)];
        random.NextBytes(bytes);
        if (intact.Length > 0 && random.Next(8) > 0) bytes[0] = intact[0];
        return bytes;
    }

    private byte[] Extreme(Random random)
    {
        var bytes = (byte[])intact.Clone();
        var extreme = Pick(Extremes, random);
        if (bytes.Length >= extreme.Length) extreme.CopyTo(bytes, random.Next(bytes.Length - extreme.Length + 1));
        return bytes;
    }

    private byte[] Invalid(Random random)
    {
        var at = random.Next(intact.Length + 1);
        return Replace(at, at, Pick(NoText, random));
    }

    private byte[] Splice(Random random)
    {
        var other = another();
        return [.. intact.AsSpan(0, random.Next(intact.Length + 1)), .. other.AsSpan(random.Next(other.Length + 1))];
    }

    private byte[] OtherNumber(Random random) => System.Text.Encoding.UTF8.GetBytes(Pick(NoNumbers, random));

    private byte[] Lie(Random random)
    {
        var value = Pick(packed.Values, random);
        return Replace(value.Start, random.Next(2) == 0 ? value.Body : value.End, Pick(Lies, random));
    }

    private byte[] Nest(Random random)
    {
        var value = Pick(packed.Values, random);
        var nest = Pick(Nests, random);
        var depth = random.Next(200) == 0 ? Depths[^1] : Depths[random.Next(Depths.Length - 1)];
        var bomb = new byte[nest.Length * depth];
        for (var i = 0; i < bomb.Length; i++) bomb[i] = nest[i % nest.Length];
        return Replace(value.Start, value.Start, bomb);
    }

    private byte[] SwapType(Random random)
    {
        var value = Pick(packed.Values, random);
        return Replace(value.Start, value.End, Pick(Others, random));
    }

    private byte[] SpoilText(Random random)
    {
        var value = Pick(packed.Values, random);
        if (value.Type != MessagePackType.String || value.End == value.Body) return SwapType(random);
        var bytes = (byte[])intact.Clone();
        var spoilt = Pick(NoText, random);
        spoilt.AsSpan(0, Math.Min(spoilt.Length, value.End - value.Body)).CopyTo(bytes.AsSpan(value.Body));
        return bytes;
    }

    private byte[] DuplicateField(Random random)
    {
        var entry = Pick(packed.Entries, random);
        var value = random.Next(2) == 0 ? entry : Pick(packed.Entries, random);
        Span<byte> header = [0xde, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(header[1..], (ushort)(entry.Count + 1));
        return
        [
            .. intact.AsSpan(0, entry.Map.Start), .. header, .. intact.AsSpan(entry.Map.Body, entry.Map.End - entry.Map.Body), .. intact.AsSpan(value.Start, value.End - value.Start), .. intact.AsSpan(entry.Map.End),
        ];
    }

    private byte[] MoveField(Random random)
    {
        var (taken, place) = (Pick(packed.Entries, random), Pick(packed.Entries, random));
        return Replace(place.Start, place.End, intact[taken.Start..taken.End]);
    }

    private byte[] Replace(int start, int end, byte[] with) => [.. intact.AsSpan(0, start), .. with, .. intact.AsSpan(end)];
}
