using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>A page of a timeline that is read in several steps.</summary>
/// <param name="roomId">The room.</param>
/// <param name="events">Its events.</param>
/// <param name="edge">The index that the page begins behind.</param>
/// <param name="isDescending">Whether the page goes towards the start.</param>
/// <param name="steps">What a step may read.</param>
internal sealed class SteppedPage(string roomId, RedisKey events, long edge, bool isDescending, EventSteps steps)
{
    private readonly List<RoomEvent> list = [];
    private StoredEventPage reader = new(edge, isDescending, events);
    private int largest;

    /// <summary>The last event read; null when there is none.</summary>
    internal RoomEvent? Last => list.Count > 0 ? list[^1] : null;

    /// <summary>Adds what a step read.</summary>
    /// <exception cref="CorruptRecordException">An event is damaged, or not behind the one before it.</exception>
    internal void Add(ReadOnlySpan<RedisValue> members)
    {
        list.EnsureCapacity(list.Count + members.Length);
        foreach (var member in members)
        {
            var stored = reader.Parse(member);
            largest = Math.Max(largest, stored.Bytes.Length);
            list.Add(stored.Decode(roomId, events));
        }

        steps.Saw(roomId, largest);
    }

    /// <summary>Reads the events that are left, in plain ranges.</summary>
    /// <param name="left">How many.</param>
    /// <param name="read">Sends the commands that read.</param>
    /// <param name="call">The call.</param>
    internal async Task ReadRestAsync(long left, Func<Func<IDatabase, CommandFlags, Task<RedisValue[]>>, Call, Task<RedisValue[]>> read, Call call)
    {
        while (left > 0 && Last is { Index: { } behind })
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            var count = steps.Next(left, largest);
            var members = await read(
                (database, flags) => isDescending ? EventPages.Before(database, events, behind, count, flags) : EventPages.After(database, events, behind, count, flags),
                call).ConfigureAwait(false);
            Add(members);
            left = members.Length < count ? 0 : left - count;
        }
    }

    /// <summary>The events, ascending by index.</summary>
    internal RoomEvent[] Ascending()
    {
        var array = list.ToArray();
        if (isDescending) Array.Reverse(array);
        return array;
    }
}
