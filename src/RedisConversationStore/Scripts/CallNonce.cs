using System.Buffers.Binary;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>Tells a script's call from all others. When the reply to a script is lost the same bytes are sent again, so the script finds what its own earlier attempt did, and answers as the first time.</summary>
/// <remarks>
/// <para>Whatever creates something keeps the nonce with it: an event in its header, a claim in its value, a room as its epoch, an identity in its record. Whatever changes or removes something in a room is remembered by the room for a while (<c>lua/include/recent_calls.lua</c>).</para>
/// <para>Nobody has to be kept from guessing one, so they come from the process' own generator, seeded by the operating system. A cryptographic one costs a system call each time.</para>
/// <para>Read markers only move forward, so a repeat changes nothing; they are not remembered.</para>
/// </remarks>
internal static class CallNonce
{
    private const int Length = 8;

    /// <summary>For a call that a room remembers beside others: 64 random bits.</summary>
    internal static RedisValue Create()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Random.Shared.NextInt64(long.MinValue, long.MaxValue));
        return bytes;
    }

    /// <summary>For a call that adds events: 32 random bits, because every event carries them, and they only have to tell a duplicate of another call from this one.</summary>
    internal static uint CreateShort() => (uint)Random.Shared.NextInt64();
}
