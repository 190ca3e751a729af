using System.Diagnostics;
using System.Text.Json;

namespace Conversations.Faults.History;

/// <summary>The record of one driver.</summary>
public sealed record DriverHistory
{
    public required int Driver { get; init; }

    /// <summary>Its calls in the order they started.</summary>
    public required IReadOnlyList<RecordedCall> Calls { get; init; }

    /// <summary>When the driver did not run, in order of time.</summary>
    public IReadOnlyList<Stall> Stalls { get; init; } = [];

    /// <summary>The last timestamp of the record.</summary>
    public required long EndsAt { get; init; }

    /// <summary>Whether the driver ended by itself, and waited for its calls before. A call without an end is hung, and not cut off.</summary>
    public required bool IsClosed { get; init; }

    /// <summary>For how much of a call's duration the driver ran.</summary>
    public TimeSpan RunningDuration(RecordedCall call)
    {
        var endedAt = call.End?.At ?? EndsAt;
        var stalled = Stalls.Sum(stall => Math.Max(0, Math.Min(stall.To, endedAt) - Math.Max(stall.From, call.StartedAt)));
        return call.Duration(EndsAt) - Stopwatch.GetElapsedTime(0, stalled);
    }

    /// <summary>Reads a record. What a killed driver left is one too.</summary>
    /// <exception cref="InvalidDataException">The file is not a record, or is damaged before its last line.</exception>
    public static DriverHistory Read(string path)
    {
        var starts = new List<CallStart>();
        var ends = new Dictionary<long, CallEnd>();
        var stalls = new List<Stall>();
        int? driver = null;
        var endsAt = 0L;
        var isClosed = false;
        foreach (var line in ReadLines(path))
        {
            if (line.Start is { } start) starts.Add(start);
            if (line.End is { } end) ends.Add(end.Call, end);
            if (line.Stall is { } stall) stalls.Add(stall);
            driver ??= line.Driver;
            isClosed |= line.ClosedAt is not null;
            endsAt = Math.Max(endsAt, line.Start?.At ?? line.End?.At ?? line.Stall?.To ?? line.ClosedAt ?? 0);
        }

        var number = driver ?? throw new InvalidDataException($"{path} does not say which driver it is of.");
        return new()
        {
            Driver = number,
            Calls = starts.ConvertAll(start => new RecordedCall(number, start, ends.GetValueOrDefault(start.Call))),
            Stalls = stalls,
            EndsAt = endsAt,
            IsClosed = isClosed,
        };
    }

    private static IEnumerable<HistoryLine> ReadLines(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (int from = 0, to; from < bytes.Length; from = to + 1)
        {
            to = Array.IndexOf(bytes, (byte)'\n', from);

            // A driver that was killed may leave half a line.
            if (to < 0) yield break;
            yield return Parse(bytes.AsSpan(from, to - from), path);
        }
    }

    private static HistoryLine Parse(ReadOnlySpan<byte> line, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(line, HistoryJson.Default.HistoryLine) ?? throw new InvalidDataException($"{path} has an empty line.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path} is damaged: {fault.Message}", fault);
        }
    }
}
