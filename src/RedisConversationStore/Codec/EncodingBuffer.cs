using System.Buffers;

namespace Conversations.Redis;

/// <summary>A buffer to encode one record in, kept by its thread for the next one.</summary>
internal static class EncodingBuffer
{
    // A rare huge record must not pin its memory to a thread for good.
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? kept;

    internal static ArrayBufferWriter<byte> Rent()
    {
        var buffer = kept ?? new ArrayBufferWriter<byte>(1024);
        kept = null;
        buffer.ResetWrittenCount();
        return buffer;
    }

    /// <summary>What was written, and the buffer back to its thread.</summary>
    internal static byte[] Return(ArrayBufferWriter<byte> buffer)
    {
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= LargestKept) kept = buffer;
        return bytes;
    }
}
