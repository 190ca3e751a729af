namespace Conversations.LoadTesting;

/// <summary>Operations are due at a fixed rate, whatever the store does, as traffic comes. An operation that finds all callers busy waits, and the wait counts: its latency runs from when it was due, not from when it was sent. So a store that stalls for a second shows in every operation that was due in that second (no coordinated omission).</summary>
/// <remarks>A caller that is free sleeps until the next operation is due, and the timer wakes it a millisecond or two late or early. That is the generator's fault, not the store's: up to <see cref="TimerTolerance"/> such an operation counts from when it was sent. A later wake-up counts from when the operation was due, whoever is to blame.</remarks>
/// <param name="clock">The clock, and its timers.</param>
/// <param name="start">When the first operation is due.</param>
/// <param name="rate">Operations a second.</param>
/// <param name="phase">By which part of an interval this schedule is later than <paramref name="start"/>, 0 to 1: several processes take turns.</param>
/// <param name="warmUp">How long before anything is measured.</param>
/// <param name="duration">How long is measured.</param>
internal sealed class OpenLoop(TimeProvider clock, long start, double rate, double phase, TimeSpan warmUp, TimeSpan duration) : ILoop
{
    internal static readonly TimeSpan TimerTolerance = TimeSpan.FromMilliseconds(2);

    private readonly double interval = clock.TimestampFrequency / rate;
    private readonly long tolerance = clock.Ticks(TimerTolerance);
    private long taken;

    public long MeasuredFrom { get; } = start + clock.Ticks(warmUp);

    public long End { get; } = start + clock.Ticks(warmUp + duration);

    public long Backlog
    {
        get
        {
            var until = Math.Min(clock.GetTimestamp(), End);
            var due = Math.Max(0, (long)Math.Ceiling(((until - start) / interval) - phase));
            // Sleeping callers have taken operations that are not due yet.
            return Math.Max(0, due - Volatile.Read(ref taken));
        }
    }

    public async ValueTask<Turn?> NextAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || Take() is not { } due) return null;
        var now = clock.GetTimestamp();
        if (now >= due) return new(due, due);
        // Timers count in milliseconds; less is not worth a sleep.
        var wait = TimeSpan.FromMilliseconds(Math.Floor(clock.GetElapsedTime(now, due).TotalMilliseconds));
        if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellationToken.IsCancellationRequested) return null;
        now = clock.GetTimestamp();
        return new(due, now - due <= tolerance ? now : due);
    }

    public Turn? TakeOverdue() => Take() is { } due ? new(due, due) : null;

    private long? Take()
    {
        var number = Interlocked.Increment(ref taken) - 1;
        var due = start + (long)((number + phase) * interval);
        return due < End ? due : null;
    }
}
