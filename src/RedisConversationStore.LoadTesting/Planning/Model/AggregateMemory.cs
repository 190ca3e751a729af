namespace Conversations.LoadTesting.Planning;

/// <summary>What one kind of data takes.</summary>
/// <param name="Name">What it is, as <c>convstore stats</c> calls it, or <c>key_table</c> for the server's table of all keys.</param>
/// <param name="Bytes">The memory.</param>
public sealed record AggregateMemory(string Name, long Bytes);
