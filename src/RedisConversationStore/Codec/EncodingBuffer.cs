using System.Buffers;

namespace Conversations.Redis;

/// <summary>A buffer to encode one record in, kept by its thread for the next one. What a large record needs comes from the shared pool and goes back to it, so that it pins no memory to a thread.</summary>
internal sealed class EncodingBuffer : IBufferWriter<byte>
{
    private const int Smallest = 1024;
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static EncodingBuffer? kept;

    private byte[] bytes = new byte[Smallest];
    private int written;

    /// <summary>The thread's buffer, empty.</summary>
    internal static EncodingBuffer Rent()
    {
        var buffer = kept ?? new();
        kept = null;
        buffer.written = 0;
        return buffer;
    }

    /// <summary>What was written, and the buffer back to its thread.</summary>
    internal static byte[] Return(EncodingBuffer buffer)
    {
        var result = buffer.bytes.AsSpan(0, buffer.written).ToArray();
        if (buffer.bytes.Length > LargestKept) buffer.Replace(new byte[Smallest]);
        kept = buffer;
        return result;
    }

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsSpan(written);
    }

    private void Reserve(int sizeHint)
    {
        var needed = checked(written + Math.Max(sizeHint, 1));
        if (needed <= bytes.Length) return;
        var larger = Math.Max(needed, bytes.Length * 2);
        var grown = larger > LargestKept ? ArrayPool<byte>.Shared.Rent(larger) : new byte[larger];
        bytes.AsSpan(0, written).CopyTo(grown);
        Replace(grown);
    }

    private void Replace(byte[] other)
    {
        if (bytes.Length > LargestKept) ArrayPool<byte>.Shared.Return(bytes);
        bytes = other;
    }
}
