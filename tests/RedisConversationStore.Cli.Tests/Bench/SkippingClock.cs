namespace Conversations.Cli.Tests.Bench;

/// <summary>A clock on which a sleep takes no time: whoever sleeps is woken at once, and the clock has gone on by so much. For one sleeper at a time.</summary>
internal sealed class SkippingClock : TimeProvider
{
    // What is further away than any sleep is a limit: it fires when the clock comes there.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly List<(long Due, Action Fire)> limits = [];
    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now;

    public void Pass(TimeSpan time)
    {
        now += time.Ticks;
        foreach (var limit in limits.Where(limit => limit.Due <= now).ToList())
        {
            limits.Remove(limit);
            limit.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > LongestSleep)
        {
            limits.Add((now + dueTime.Ticks, () => callback(state)));
        }
        else
        {
            Pass(dueTime);
            callback(state);
        }

        return new Fired();
    }

    private sealed class Fired : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
