namespace Conversations.Conformance;

/// <summary>A clock that stands still until a test moves it.</summary>
/// <param name="start">The present to begin with.</param>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Moves the clock.</summary>
    /// <param name="by">How far.</param>
    /// <returns>The new present.</returns>
    public DateTimeOffset Advance(TimeSpan by) => now += by;
}
