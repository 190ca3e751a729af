namespace Conversations.Faults.History;

/// <summary>A time in which the driver's process did not run: the machine was busy with others, or stood still.</summary>
/// <param name="From">The last timestamp before it.</param>
/// <param name="To">The first timestamp behind it.</param>
public sealed record Stall(long From, long To);
