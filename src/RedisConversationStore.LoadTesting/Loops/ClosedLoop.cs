namespace Conversations.LoadTesting;

/// <summary>Every caller begins an operation when its last has ended. A slow store gets less load, so this finds what a store can do, not how it feels under a given traffic.</summary>
internal sealed class ClosedLoop(TimeProvider clock, long start, TimeSpan warmUp, TimeSpan duration) : ILoop
{
    public long MeasuredFrom { get; } = start + clock.Ticks(warmUp);

    public long End { get; } = start + clock.Ticks(warmUp + duration);

    public long Backlog => 0;

    public ValueTask<Turn?> NextAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetTimestamp();
        return ValueTask.FromResult<Turn?>(now < End && !cancellationToken.IsCancellationRequested ? new(now, now) : null);
    }

    public Turn? TakeOverdue() => null;
}
