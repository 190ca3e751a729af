using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>Turns the contents of a room into the items an audit looks at.</summary>
/// <remarks>Every event is looked at with everything that points to it. What points to events is walked as well where that could find more: when the numbers differ, when an event disagreed, or when it costs nothing because the room is small.</remarks>
internal sealed class RoomWalk(AuditContext context)
{
    private const int Page = 500;

    internal long Events { get; private set; }

    internal async IAsyncEnumerable<AuditItem> ItemsAsync(string roomId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scope = new RoomScope(context, roomId);
        yield return new RoomItem(scope);
        IAsyncEnumerable<AuditItem>[] contents =
        [
            TimelineAsync(scope, cancellationToken),
            FieldsAsync(scope.Keys.Bindings, field => new BindingItem(scope, field), cancellationToken),
            FieldsAsync(scope.Keys.Participants, field => new ParticipantItem(scope, field), cancellationToken),
            FieldsAsync(scope.Keys.Markers, field => new MarkerItem(scope, field), cancellationToken),
            FieldsAsync(scope.Keys.Tasks, field => new TaskItem(scope, field), cancellationToken),
            FieldsAsync(scope.Keys.Observations, field => new ObservationItem(scope, field), cancellationToken),
        ];
        foreach (var content in contents)
        {
            // One key with the wrong type must not hide the others.
            await foreach (var item in StoreWalk.PassingWrongTypes(content, cancellationToken).ConfigureAwait(false)) yield return item;
        }
    }

    private async IAsyncEnumerable<AuditItem> TimelineAsync(RoomScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = 0L;
        await foreach (var item in StoreWalk.PassingWrongTypes(EventsAsync(scope, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            events++;
            yield return item;
        }

        Events += events;
        if (events > Page) yield return new Barrier();
        var isSmall = events <= Page;
        if (isSmall || scope.IsDoubtful || await HasMoreIdsThanEventsAsync(scope, cancellationToken).ConfigureAwait(false))
        {
            await foreach (var item in StoreWalk.PassingWrongTypes(FieldsAsync(scope.Keys.Ids, id => new EventIdItem(scope, id), cancellationToken), cancellationToken).ConfigureAwait(false)) yield return item;
        }

        // The walk does not count the events that are in each set, so these are walked whatever their number.
        foreach (var groups in EventGroups.All)
        {
            await foreach (var item in StoreWalk.PassingWrongTypes(GroupsAsync(scope, groups, cancellationToken), cancellationToken).ConfigureAwait(false)) yield return item;
        }
    }

    /// <summary>The events by index, all of one index together.</summary>
    private async IAsyncEnumerable<AuditItem> EventsAsync(RoomScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, exclude) = (double.NegativeInfinity, Exclude.None);
        while (true)
        {
            var entries = await context.ReadAsync((database, flags) => database.SortedSetRangeByScoreWithScoresAsync(scope.Keys.Events, from, double.PositiveInfinity, exclude, Order.Ascending, 0, Page, flags: flags), cancellationToken).ConfigureAwait(false);
            if (entries.Length == 0) yield break;
            var last = entries[^1].Score;
            var isEnd = entries.Length < Page;

            // The last index of a full page may go on in the next one, which begins with it; but one index for a whole page is damage enough.
            var whole = isEnd || entries[0].Score == last ? entries : Array.FindAll(entries, entry => entry.Score != last);
            foreach (var group in whole.GroupBy(entry => entry.Score)) yield return new EventItem(scope, group.Key, [.. group.Select(entry => entry.Element)]);
            if (isEnd) yield break;
            (from, exclude) = (last, whole.Length == entries.Length ? Exclude.Start : Exclude.None);
        }
    }

    private async Task<bool> HasMoreIdsThanEventsAsync(RoomScope scope, CancellationToken cancellationToken)
    {
        // Sent together: a writer hardly comes between, and if one does, the map is walked for nothing.
        var ids = context.ReadAsync((database, flags) => database.HashLengthAsync(scope.Keys.Ids, flags: flags), cancellationToken);
        var events = context.ReadAsync((database, flags) => database.SortedSetLengthAsync(scope.Keys.Events, flags: flags), cancellationToken);
        await Task.WhenAll(ids, events).ConfigureAwait(false);
        return await ids.ConfigureAwait(false) != await events.ConfigureAwait(false);
    }

    private async IAsyncEnumerable<AuditItem> GroupsAsync(RoomScope scope, EventGroups groups, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in context.Redis.ScanSortedSetAsync(groups.Key(scope.Keys), cancellationToken).ConfigureAwait(false)) yield return new EventGroupItem(scope, groups, entry.Element);
    }

    private async IAsyncEnumerable<AuditItem> FieldsAsync(RedisKey hash, Func<string, AuditItem> item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in context.Redis.ScanAsync(hash, cancellationToken).ConfigureAwait(false)) yield return item(entry.Name.ToString());
    }
}
