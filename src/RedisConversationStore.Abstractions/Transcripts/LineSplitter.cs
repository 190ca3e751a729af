namespace Conversations;

/// <summary>Cuts a stream into lines without ever holding more than one, nor more than the limit of one.</summary>
internal sealed class LineSplitter(Stream stream, int maxLineBytes)
{
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private bool streamEnded;

    /// <summary>The line just read, without its line feed; empty when it was too long. Valid until the next read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether the line just read was longer than the limit. It has been passed over.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Moves to the next line.</summary>
    /// <returns>False at the end of the stream.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        IsTooLong = false;
        var scanned = 0;
        while (true)
        {
            var lineFeed = buffer.AsSpan(start + scanned, end - start - scanned).IndexOf((byte)'\n');
            if (lineFeed >= 0)
            {
                Take(scanned + lineFeed);
                start++;
                return true;
            }

            scanned = end - start;
            if (IsTooLong || scanned > maxLineBytes)
            {
                // Nobody will see the line: its bytes go, so that a file without line feeds costs no memory.
                IsTooLong = true;
                start = end = scanned = 0;
            }

            if (streamEnded)
            {
                if (scanned == 0 && !IsTooLong) return false;
                Take(scanned);
                return true;
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Take(int length)
    {
        if (length > maxLineBytes) IsTooLong = true;
        Line = IsTooLong ? default : buffer.AsMemory(start, length);
        start += length;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
        streamEnded = read == 0;
        end += read;
    }
}
