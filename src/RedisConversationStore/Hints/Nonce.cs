using System.Buffers.Text;
using System.Security.Cryptography;

namespace Conversations.Redis;

/// <summary>11 characters that no other write has: 64 random bits in base64url.</summary>
internal static class Nonce
{
    internal const int Length = 11;

    internal static string Create()
    {
        Span<byte> bits = stackalloc byte[8];
        RandomNumberGenerator.Fill(bits);
        return Base64Url.EncodeToString(bits);
    }
}
