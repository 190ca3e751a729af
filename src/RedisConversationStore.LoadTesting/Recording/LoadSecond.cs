namespace Conversations.LoadTesting;

/// <summary>A second of the measured time.</summary>
/// <param name="Second">Its number, from 0.</param>
/// <param name="Completed">Operations that ended in it, well.</param>
/// <param name="Failed">Operations that ended in it, otherwise.</param>
/// <param name="SlowestMs">The longest latency of those that ended well.</param>
/// <param name="Backlog">Operations that were due at its end and had not begun.</param>
public sealed record LoadSecond(int Second, long Completed, long Failed, double SlowestMs, long Backlog)
{
    /// <summary>The same second of two processes.</summary>
    internal LoadSecond Plus(LoadSecond other) =>
        new(Second, Completed + other.Completed, Failed + other.Failed, Math.Max(SlowestMs, other.SlowestMs), Backlog + other.Backlog);
}
