using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Conversations.Redis;

/// <summary>15 characters that no other write has: the time of writing in milliseconds (48 bits) and 40 random bits, in base64url.</summary>
internal static class Nonce
{
    private const int TimeBytes = 6;
    private const int RandomBytes = 5;

    internal const int Length = 15;

    // 48 bits reach further than the calendar.
    private static readonly long Furthest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    internal static string Create(DateTimeOffset now)
    {
        Span<byte> time = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, now.ToUnixTimeMilliseconds());
        Span<byte> bytes = stackalloc byte[TimeBytes + RandomBytes];
        time[(sizeof(long) - TimeBytes)..].CopyTo(bytes);
        RandomNumberGenerator.Fill(bytes[TimeBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>When a nonce was made; the beginning of time for anything else, which so counts as old.</summary>
    internal static DateTimeOffset TimeOf(string nonce)
    {
        Span<byte> bytes = stackalloc byte[TimeBytes + RandomBytes];
        if (nonce.Length != Length || Base64Url.DecodeFromChars(nonce, bytes, out _, out var written) != OperationStatus.Done || written != bytes.Length) return DateTimeOffset.MinValue;
        Span<byte> time = stackalloc byte[sizeof(long)];
        time.Clear();
        bytes[..TimeBytes].CopyTo(time[(sizeof(long) - TimeBytes)..]);
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(time);
        return milliseconds <= Furthest ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : DateTimeOffset.MinValue;
    }
}

/// <summary>11 characters that tell one incarnation of a room from another: 64 random bits in base64url. Scripts rely on the length.</summary>
internal static class Epoch
{
    internal const int Length = 11;

    internal static string Create()
    {
        Span<byte> bits = stackalloc byte[8];
        RandomNumberGenerator.Fill(bits);
        return Base64Url.EncodeToString(bits);
    }
}
