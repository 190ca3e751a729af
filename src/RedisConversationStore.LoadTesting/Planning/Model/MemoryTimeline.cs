namespace Conversations.LoadTesting.Planning;

/// <summary>Memory from the first day until retention is reached.</summary>
internal static class MemoryTimeline
{
    private const int MostRows = 14;
    private const int Month = 30;

    internal static IReadOnlyList<MemoryPoint> Of(CapacityProfile profile, MemoryModel model) => [.. Days(profile.RetentionDays).Select(day => On(day, profile, model))];

    /// <summary>Days up to two weeks, then months, then more of them at a time.</summary>
    internal static IEnumerable<int> Days(int retention)
    {
        var step = retention <= MostRows ? 1 : Month;
        while (retention / step > MostRows) step += Month;
        for (var day = 0; day < retention; day += step) yield return day;
        yield return retention;
    }

    private static MemoryPoint On(int day, CapacityProfile profile, MemoryModel model)
    {
        var eventsPerRoom = profile.EventsPerRoomPerDay * day;
        var keyDays = Math.Min(day, profile.IdempotencyHours / 24);
        var aggregates = model.Predict(profile.Rooms, eventsPerRoom, profile.Rooms * profile.EventsPerRoomPerDay * keyDays);
        return new(day, (long)(profile.Rooms * eventsPerRoom), aggregates.Sum(part => part.Bytes), aggregates);
    }
}
