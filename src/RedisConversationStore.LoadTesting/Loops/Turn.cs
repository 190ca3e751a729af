namespace Conversations.LoadTesting;

/// <summary>A caller's turn to begin an operation.</summary>
/// <param name="Due">When the operation is due, which decides whether it is measured.</param>
/// <param name="CountsFrom">From when its latency counts.</param>
internal readonly record struct Turn(long Due, long CountsFrom);
