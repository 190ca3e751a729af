namespace Conversations.Faults.Failovers;

/// <summary>What a server said it was. It was so at a moment between question and answer, in <see cref="System.Diagnostics.Stopwatch"/> timestamps.</summary>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="AnsweredAt">When the answer was there.</param>
/// <param name="IsPrimary">Whether it took writes.</param>
/// <param name="History">What it calls the history of its data (<c>master_replid</c>): a new name for each time that it became a primary.</param>
/// <param name="Offset">How far in its history it was (<c>master_repl_offset</c>).</param>
/// <param name="FormerHistory">The history it followed before it became a primary (<c>master_replid2</c>).</param>
/// <param name="FormerEnd">The first offset of that which it did not get (<c>second_repl_offset</c>).</param>
internal readonly record struct Sighting(long AskedAt, long AnsweredAt, bool IsPrimary, string History, long Offset, string FormerHistory, long FormerEnd);
