namespace Conversations.Faults.Failovers;

/// <summary>What a server said it was. It was so at a moment between question and answer, in <see cref="System.Diagnostics.Stopwatch"/> timestamps.</summary>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="AnsweredAt">When the answer was there.</param>
/// <param name="IsPrimary">Whether it took writes.</param>
/// <param name="IsInSync">Whether it had what its primary had, or was one.</param>
/// <param name="History">What it calls the history of its data: a new name for each time that it became a primary.</param>
internal readonly record struct Sighting(long AskedAt, long AnsweredAt, bool IsPrimary, bool IsInSync, string History);
