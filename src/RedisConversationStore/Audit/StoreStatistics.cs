namespace Conversations.Redis.Audit;

/// <summary>What a store holds and what it takes.</summary>
/// <param name="Rooms">The rooms.</param>
/// <param name="Events">The events in them.</param>
/// <param name="Keys">The keys under the prefix.</param>
/// <param name="Bytes">The memory they take on the servers; null when the server does not tell. An estimate where <see cref="AggregateStatistics.MeasuredKeys"/> is below <see cref="AggregateStatistics.Keys"/>.</param>
/// <param name="Aggregates">The same by what is stored, the largest first.</param>
/// <param name="BiggestRooms">The rooms with the most events, most first.</param>
public sealed record StoreStatistics(long Rooms, long Events, long Keys, long? Bytes, IReadOnlyList<AggregateStatistics> Aggregates, IReadOnlyList<RoomStatistics> BiggestRooms);

/// <summary>What one kind of data takes.</summary>
/// <param name="Name">What it is: <c>events</c>, <c>bindings</c>, <c>event_locators</c> …</param>
/// <param name="Keys">How many keys hold it.</param>
/// <param name="Items">How many items they hold: events, records, entries.</param>
/// <param name="MeasuredKeys">How many keys were measured. The first thousand are, all in the order of a walk, which is as good as random; from their bytes an item the others are estimated.</param>
/// <param name="Bytes">The memory it takes; null when the server does not tell.</param>
public sealed record AggregateStatistics(string Name, long Keys, long Items, long MeasuredKeys, long? Bytes);

/// <summary>How big a room is.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Events">Its events.</param>
/// <param name="Bytes">The memory of all its keys but the idempotency keys; null when the server does not tell.</param>
public sealed record RoomStatistics(string RoomId, long Events, long? Bytes);
