namespace Conversations.Redis.Load;

/// <summary>Fills rooms with events, as many a call as the store takes.</summary>
internal static class RoomFiller
{
    private const int Callers = 8;

    /// <summary>Adds events to a room that has <paramref name="from"/> of them, until it has <paramref name="to"/>.</summary>
    internal static Task FillAsync(IConversationStore store, string roomId, int from, int to) =>
        Parallel.ForEachAsync(
            Enumerable.Range(from, to - from).Chunk(EventLimits.MaxEventsPerAdd),
            new ParallelOptions { MaxDegreeOfParallelism = Callers },
            async (numbers, cancellationToken) =>
                await store.Events.AddManyAsync(roomId, Array.ConvertAll(numbers, number => Samples.WithoutKey(number, roomId)), cancellationToken: cancellationToken));
}
