using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Conversations.Redis;

/// <summary>15 characters that no other write has: a marker byte and 80 random bits, in base64url. They carry no time, because no answer may rest on a client's clock.</summary>
/// <remarks>Versions before 0.2 put the time of writing in front (48 bits, in milliseconds) and judged by it. To them the marker is a date near the year 9970, so they take no entry of this version for an old one.</remarks>
internal static class Nonce
{
    private const byte Marker = 0xE5;
    private const int Bytes = 11;

    internal const int Length = 15;

    internal static string Create()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = Marker;
        RandomNumberGenerator.Fill(bytes[1..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Whether a nonce is of a version that did not note its writes before it made index entries. What is not a nonce at all is no writer's.</summary>
    internal static bool IsFormer(string nonce)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        return nonce.Length == Length && Base64Url.DecodeFromChars(nonce, bytes, out _, out var written) == OperationStatus.Done && written == Bytes && bytes[0] != Marker;
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
