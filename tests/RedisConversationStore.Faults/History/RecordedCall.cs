using System.Diagnostics;

namespace Conversations.Faults.History;

/// <summary>A call of a driver, from both of its lines.</summary>
/// <param name="driver">The number of the driver.</param>
/// <param name="start">How it started.</param>
/// <param name="end">How it ended; null when the record has no end, and the outcome is unknown.</param>
public sealed class RecordedCall(int driver, CallStart start, CallEnd? end)
{
    public int Driver => driver;

    public CallStart Start => start;

    public CallEnd? End => end;

    public Operation Operation => start.Operation;

    public bool IsRead => Operation is
        Operation.GetRoom or Operation.GetDelivered or Operation.Timeline or Operation.UnreadCount or Operation.Markers or
        Operation.GetRecord or Operation.ListRecords or Operation.FindRooms or Operation.ListRooms;

    /// <summary>Whether the call is one of those to records that are neither a room nor an event.</summary>
    public bool IsOfRecords => Operation is
        Operation.CreateRecord or Operation.PutRecord or Operation.UpdateRecord or Operation.RemoveRecord or
        Operation.GetRecord or Operation.ListRecords or Operation.FindRooms;

    public long StartedAt => start.At;

    /// <summary>When the answer came.</summary>
    public long EndedAt => end?.At ?? long.MaxValue;

    /// <summary>How long the call took, or was waited for as far as the record goes.</summary>
    public TimeSpan Duration(long recordEndsAt) => Stopwatch.GetElapsedTime(start.At, end?.At ?? Math.Max(recordEndsAt, start.At));

    public bool IsAnswered => end is { Error: null };

    /// <summary>Whether the store said no: it shows what is there, and has changed nothing.</summary>
    public bool IsRefused => end is { Error: { Reason: null, MayHaveTakenEffect: false } };

    /// <summary>Whether the outcome is not known: the write may have happened, or may happen at any time later.</summary>
    public bool IsUnknown => end is null or { Error.MayHaveTakenEffect: true };

    public bool MayHaveTakenEffect => IsAnswered || IsUnknown;

    public override string ToString() => $"{Operation} (driver {driver}, call {start.Call})";
}
