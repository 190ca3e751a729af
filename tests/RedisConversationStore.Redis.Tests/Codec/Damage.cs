namespace Conversations.Redis.Tests.Codec;

/// <summary>Damaged copies of bytes, the same for the same seed.</summary>
internal static class Damage
{
    // Headers that announce far more than there is: strings, arrays, maps, binaries and extensions of up to 4 billion.
    private static readonly byte[][] Lies =
    [
        [0xdb, 0xff, 0xff, 0xff, 0xff], [0xdd, 0xff, 0xff, 0xff, 0xff], [0xdf, 0x7f, 0xff, 0xff, 0xff], [0xc6, 0x7f, 0xff, 0xff, 0xff], [0xc9, 0x7f, 0xff, 0xff, 0xff, 1],
        [0xda, 0xff, 0xff], [0xdc, 0xff, 0xff], [0xde, 0xff, 0xff], [0xdd, 0x7f, 0xff, 0xff, 0xff], [0xdf, 0xff, 0xff, 0xff, 0xff], [0xff, 0xff], [0xff, 0xfe],
    ];

    internal static byte[] Make(byte[] intact, Random random)
    {
        var bytes = (byte[])intact.Clone();
        switch (random.Next(6))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                for (var flips = random.Next(1, 4); flips > 0; flips--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            case 3:
                var at = random.Next(1, bytes.Length);
                return [.. bytes[..at], .. Lies[random.Next(Lies.Length)], .. bytes[at..]];
            case 4:
                var from = random.Next(1, bytes.Length);
                return [.. bytes[..from], .. bytes[random.Next(from, bytes.Length)..]];
            default:
                random.NextBytes(bytes);
                bytes[0] = StoredFormat.Version;
                return bytes[..random.Next(1, Math.Min(bytes.Length, 200))];
        }
    }
}
