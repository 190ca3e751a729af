using System.Diagnostics;

namespace Conversations.Redis.Connection;

/// <summary>One call of an operation: who may cancel it, and since when its deadline runs. An operation of several round trips makes one and passes it to each; a single round trip makes it by itself out of the token.</summary>
internal readonly struct Call
{
    private readonly long startedAt;

    private Call(long startedAt, CancellationToken cancellationToken)
    {
        CancellationToken = cancellationToken;
        this.startedAt = startedAt;
    }

    internal CancellationToken CancellationToken { get; }

    internal TimeSpan Elapsed => Stopwatch.GetElapsedTime(startedAt);

    /// <summary>Starts now.</summary>
    public static implicit operator Call(CancellationToken cancellationToken) => new(Stopwatch.GetTimestamp(), cancellationToken);

    /// <summary>With the same deadline, but nobody can cancel it.</summary>
    internal Call WithoutCancellation() => new(startedAt, CancellationToken.None);
}
