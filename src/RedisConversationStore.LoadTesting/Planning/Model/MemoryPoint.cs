namespace Conversations.LoadTesting.Planning;

/// <summary>The memory of the whole store on a day.</summary>
/// <param name="Day">Days since the first event.</param>
/// <param name="Events">Events in the store.</param>
/// <param name="Bytes">The memory of all shards together.</param>
/// <param name="Aggregates">The same by what is stored, the largest first.</param>
public sealed record MemoryPoint(int Day, long Events, long Bytes, IReadOnlyList<AggregateMemory> Aggregates);
