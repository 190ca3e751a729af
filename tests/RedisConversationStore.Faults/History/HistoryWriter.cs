using System.Diagnostics;
using System.Text.Json;

namespace Conversations.Faults.History;

/// <summary>Writes a driver's record, line by line, unbuffered: a driver that is killed leaves all it has written.</summary>
public sealed class HistoryWriter : IDisposable
{
    private readonly FileStream file;
    private readonly Lock writing = new();
    private long lastCall;

    public HistoryWriter(string path, int driver)
    {
        file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Write(new() { Driver = driver });
    }

    /// <summary>Notes that a call is about to start. The times of its start and its end enclose it: what ended before another started, did so in truth.</summary>
    /// <returns>The call with its number and the time.</returns>
    public CallStart Start(CallStart call)
    {
        var start = call with { Call = Interlocked.Increment(ref lastCall), At = Stopwatch.GetTimestamp() };
        Write(new() { Start = start });
        return start;
    }

    /// <summary>Notes how a call has ended.</summary>
    public void End(CallEnd end) => Write(new() { End = end });

    /// <summary>Notes that the driver did not run for a while.</summary>
    public void Stalled(Stall stall) => Write(new() { Stall = stall });

    /// <summary>Notes that the driver has ended by itself.</summary>
    public void Close() => Write(new() { ClosedAt = Stopwatch.GetTimestamp() });

    public void Dispose() => file.Dispose();

    private void Write(HistoryLine line)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, HistoryJson.Default.HistoryLine), (byte)'\n'];
        lock (writing)
        {
            file.Write(bytes);
        }
    }
}
