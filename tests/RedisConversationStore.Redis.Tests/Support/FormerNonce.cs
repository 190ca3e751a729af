using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Conversations.Redis.Tests;

/// <summary>Nonces as versions before 0.2 made them: the writer's time in milliseconds (48 bits) and 40 random bits.</summary>
internal static class FormerNonce
{
    internal static string Create(DateTimeOffset now)
    {
        Span<byte> time = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, now.ToUnixTimeMilliseconds());
        Span<byte> bytes = stackalloc byte[11];
        time[2..].CopyTo(bytes);
        RandomNumberGenerator.Fill(bytes[6..]);
        return Base64Url.EncodeToString(bytes);
    }
}
