using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Pages of a timeline under a filter.</summary>
/// <remarks>
/// <para>Replies to one event come out of the threads index, events of given types other than message out of the types index: nothing else of the timeline is read for them. Messages are not in the types index, because they are most events; they are read from the timeline, and runs of other events of any length are stepped over by <c>lua/events/next_message.lua</c>.</para>
/// <para>What remains of a filter is applied here, over chunks of at most <see cref="LargestChunk"/> events a round trip, until the page is full or there is no more. A chunk is a quarter more than the page lacks if matches stay as frequent as they were, and exactly the page where all matched the last time; of it, no event is decoded that its header excludes (type, reply, time), and none once the page is full. A chunk of large events is cut short, see <see cref="EventSteps"/>.</para>
/// </remarks>
internal sealed class FilteredEventPages(RedisGateway redis, EventSteps steps)
{
    internal const int LargestChunk = 1000;

    private const int SmallestChunk = 16;

    // How many index entries one step may sort: each type costs as many as the chunk has events.
    private const int MostEntries = 10_000;

    // A list of matches begins with so much room: who asks for more seldom gets all of it.
    private const int UsualLimit = 100;

    // The contract has 27 types; beyond this, counting each of them costs more than reading a chunk.
    private const int MaxTypesStepped = 40;

    // By room and filter: whether the last page was of events that all matched. A quarter more would be read for
    // nothing, and that is felt; two that share a slot mislead each other by a round trip at most.
    private readonly bool[] allMatched = new bool[4096];

    internal async Task<IReadOnlyList<RoomEvent>> ListAsync(string roomId, RoomKeys keys, EventPage page, EventFilter filter, Call call)
    {
        var types = EffectiveTypes(filter);
        if (types is { Count: 0 }) return [];
        var isCursor = page.AfterIndex is not null || page.BeforeIndex is not null;
        var isDescending = page.BeforeIndex is not null || (page.NewestFirst && !isCursor);
        var mayStep = filter.ParentEventId is null && types is not null && types.Contains(EventType.Message.Value);
        var source = Source(roomId, keys, filter, types, isDescending);
        var skip = isCursor ? 0 : page.Offset;
        long? edge = isDescending ? page.BeforeIndex : page.AfterIndex ?? -1;
        var matches = new List<RoomEvent>(Math.Min(page.Limit, UsualLimit));
        var slot = (int)((uint)HashCode.Combine(roomId, filter) % (uint)allMatched.Length);
        var chunk = allMatched[slot] ? (int)Math.Clamp((long)skip + page.Limit, SmallestChunk, LargestChunk) : ChunkFor((long)skip + page.Limit, read: 1, matched: 1);
        var isPure = true;
        while (true)
        {
            var candidates = await source(edge, chunk, call).ConfigureAwait(false);
            var matched = 0;
            foreach (var candidate in candidates.Events)
            {
                var roomEvent = EventCodec.MayMatch(candidate.Bytes.Span, filter, keys.Events) ? candidate.Decode(roomId, keys.Events) : null;
                if (roomEvent is null || !filter.Matches(roomEvent))
                {
                    isPure = false;
                    continue;
                }

                matched++;
                if (skip > 0) skip--;
                else matches.Add(roomEvent);
                if (matches.Count == page.Limit) break;
            }

            if (matches.Count == page.Limit || candidates.IsLast) break;
            edge = candidates.Events[^1].Index;
            chunk = ChunkFor((long)skip + page.Limit - matches.Count, candidates.Events.Length, matched);

            call.CancellationToken.ThrowIfCancellationRequested();
            if (matched > 0 || !mayStep) continue;
            var step = await StepAsync(keys, types!, isDescending, edge!.Value, call).ConfigureAwait(false);
            if (!step.IsKnown) continue;
            if (step.Next is not { } next) break;
            edge = isDescending ? next + 1 : next - 1;
        }

        allMatched[slot] = isPure;
        if (isDescending) matches.Reverse();
        return matches;
    }

    /// <summary>How many events to read for the matches that lack, when so many of the last ones were matches.</summary>
    private static int ChunkFor(long lacking, int read, int matched) =>
        matched == 0 ? LargestChunk : (int)Math.Clamp(lacking * read * 5 / (matched * 4), SmallestChunk, LargestChunk);

    /// <summary>The nearest event of some types, message among them, behind an edge.</summary>
    /// <returns>Whether it pays to look, and the index; null when there is none.</returns>
    private async Task<(bool IsKnown, long? Next)> StepAsync(RoomKeys keys, List<string> types, bool isDescending, long edge, Call call)
    {
        var (isKnown, next) = await EventScripts.NextMessageAsync(redis, keys, isDescending, edge, MaxTypesStepped, call).ConfigureAwait(false);
        var others = types.FindAll(static type => type != EventType.Message.Value);
        if (!isKnown || others.Count == 0) return (isKnown, next);
        var listed = await EventScripts.ListIndexedAsync(redis, keys.Events, keys.Types, isDescending, edge, limit: 1, others, call).ConfigureAwait(false);
        if (listed.Events.Length == 0) return (true, next);
        var other = listed.Events[0].Index;
        return (true, next is null ? other : isDescending ? Math.Max(other, next.Value) : Math.Min(other, next.Value));
    }

    /// <summary>The types that can match; null when all can.</summary>
    private static List<string>? EffectiveTypes(EventFilter filter)
    {
        if (filter.IncludeTypes is null) return null;
        var types = new List<string>(filter.IncludeTypes.Count);
        foreach (var type in filter.IncludeTypes.AsSpan())
        {
            var isExcluded = filter.ExcludeTypes is not null && filter.ExcludeTypes.AsSpan().Contains(type);
            if (!isExcluded && !types.Contains(type.Value)) types.Add(type.Value);
        }

        return types;
    }

    /// <summary>Reads a chunk of candidates behind an edge, in the order asked for.</summary>
    private Func<long?, int, Call, Task<EventChunk>> Source(string roomId, RoomKeys keys, EventFilter filter, List<string>? types, bool isDescending)
    {
        var events = keys.Events;
        if (filter.ParentEventId is { } parent) return (edge, count, call) => EventScripts.ListIndexedAsync(redis, events, keys.Threads, isDescending, edge, count, [parent], call);
        if (types is not null && !types.Contains(EventType.Message.Value)) return (edge, count, call) => EventScripts.ListIndexedAsync(redis, events, keys.Types, isDescending, edge, Math.Min(count, Math.Max(SmallestChunk, MostEntries / types.Count)), types, call);
        var largest = 0;
        return ReadTimelineAsync;

        async Task<EventChunk> ReadTimelineAsync(long? edge, int count, Call call)
        {
            // Large events come in plain ranges that may be of any size, which cost less than a script.
            if (EventSteps.IsLarge(largest)) count = steps.Next(count, largest);
            var chunk = await ReadTimelineChunkAsync(edge, count, call).ConfigureAwait(false);
            largest = chunk.Largest;
            steps.Saw(roomId, largest);
            return chunk;
        }

        async Task<EventChunk> ReadTimelineChunkAsync(long? edge, int count, Call call)
        {
            if (!steps.IsOneStep(roomId, count))
            {
                var page = isDescending ? new EventPage { BeforeIndex = edge ?? Check.MaxCursor, Limit = count } : new EventPage { AfterIndex = edge ?? -1, Limit = count };
                return EventChunk.OfReply(await EventScripts.ListAsync(redis, events, page, steps.FirstRead(roomId), call).ConfigureAwait(false), count, edge, isDescending, events);
            }

            var members = await redis.ReadPreferredAsync(
                (database, flags) => isDescending
                    ? EventPages.Before(database, events, edge ?? double.PositiveInfinity, count, flags)
                    : EventPages.After(database, events, edge ?? -1, count, flags),
                call,
                events).ConfigureAwait(false);
            return new(StoredEvent.ParsePage(members, edge ?? long.MaxValue, isDescending, events), members.Length < count);
        }
    }
}
