using System.Runtime.InteropServices;
using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;

namespace Conversations.Redis.Operations;

/// <summary>Adds that callers of this process make to one room at the same time travel together: while two commits of a room are under way, further adds wait, and go as one call of <c>lua/events/add_many.lua</c> when the first of the two is answered.</summary>
/// <remarks>
/// <para>Group commit, as databases do it for their log. A caller alone, or two at a time, wait for nobody. Of many, each waits for one reply more and is served by a fraction of the work: a call of the script, its reply and its commands on the room are paid once a group.</para>
/// <para>Two under way, not one: the server works on one while the other is on the network, and one that gets no answer holds up nobody.</para>
/// <para>Every caller keeps its own deadline, cancellation and outcome. When a group is refused for the sake of one of its events, or what one of them meets is damaged, its events are added one by one: those that were committed after all are recognised by their call's nonce.</para>
/// </remarks>
internal sealed class GroupCommit
{
    private const int MaxUnderWay = 2;

    // Bounds for how long the server is busy with one call.
    private const int MaxEvents = 100;
    private const int MaxBytes = 256 * 1024;

    private readonly RedisGateway redis;
    private readonly EventAdditions additions;
    private readonly Stripe[] stripes = new Stripe[64];

    internal GroupCommit(RedisGateway redis, EventAdditions additions)
    {
        this.redis = redis;
        this.additions = additions;
        for (var i = 0; i < stripes.Length; i++) stripes[i] = new();
    }

    /// <summary>Adds an event, together with others or alone. One round trip, and the wait for at most one before it.</summary>
    /// <exception cref="ConversationStoreException">It was refused, or the server cannot be reached.</exception>
    internal Task<AddEventResult> AddAsync(EncodedEvent item, AdditionTerms terms, Call call)
    {
        var roomId = item.Event.RoomId;
        var stripe = stripes[(uint)roomId.GetHashCode(StringComparison.Ordinal) % (uint)stripes.Length];
        WaitingAdd? waiting;
        lock (stripe.Gate)
        {
            ref var room = ref CollectionsMarshal.GetValueRefOrAddDefault(stripe.Rooms, roomId, out _);
            if (room.UnderWay < MaxUnderWay)
            {
                room.UnderWay++;
                waiting = null;
            }
            else
            {
                waiting = new(item, terms, call);
                (room.Waiting ??= new()).Enqueue(waiting);
            }
        }

        return waiting is null ? AddAloneAsync(stripe, item, terms, call) : waiting.ResultAsync(redis);
    }

    private async Task<AddEventResult> AddAloneAsync(Stripe stripe, EncodedEvent item, AdditionTerms terms, Call call)
    {
        try
        {
            return await additions.AddAsync(item, terms, call).ConfigureAwait(false);
        }
        finally
        {
            if (TakeNext(stripe, item.Event.RoomId) is { } group) BeginGroups(stripe, item.Event.RoomId, group);
        }
    }

    /// <summary>A commit of the room has ended: the group that goes next; null when nobody waits.</summary>
    private static List<WaitingAdd>? TakeNext(Stripe stripe, string roomId)
    {
        lock (stripe.Gate)
        {
            ref var room = ref CollectionsMarshal.GetValueRefOrNullRef(stripe.Rooms, roomId);
            var group = TakeGroup(room.Waiting);
            if (group is null && --room.UnderWay == 0) stripe.Rooms.Remove(roomId);
            return group;
        }
    }

    // Those who wait longest, as far as they are added on the same terms.
    private static List<WaitingAdd>? TakeGroup(Queue<WaitingAdd>? queue)
    {
        List<WaitingAdd>? group = null;
        var bytes = 0;
        while (queue is not null && queue.TryPeek(out var next))
        {
            if (group is not null && (group.Count == MaxEvents || bytes + next.Item.Bytes.Length > MaxBytes || next.Terms != group[0].Terms)) break;
            queue.Dequeue();
            if (!next.TrySend()) continue;
            bytes += next.Item.Bytes.Length;
            (group ??= []).Add(next);
        }

        return group;
    }

    // In nobody's context: the span, the scopes of logs and whatever else flows with the caller that was
    // answered are not the group's. Nor does that caller wait until the group is sent.
    private void BeginGroups(Stripe stripe, string roomId, List<WaitingAdd> first) =>
        ThreadPool.UnsafeQueueUserWorkItem(static it => _ = it.groups.AddGroupsAsync(it.stripe, it.roomId, it.first), (groups: this, stripe, roomId, first), preferLocal: false);

    // In a loop: when calls fail at once, as those of a closed store do, each group beginning the next would
    // go as deep as callers wait.
    private async Task AddGroupsAsync(Stripe stripe, string roomId, List<WaitingAdd> first)
    {
        for (var group = first; group is not null; group = TakeNext(stripe, roomId))
        {
            if (group.Count == 1 || !await TryAddTogetherAsync(roomId, group).ConfigureAwait(false)) await AddEachAsync(group).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryAddTogetherAsync(string roomId, List<WaitingAdd> group)
    {
        try
        {
            var items = new EncodedEvent[group.Count];
            for (var i = 0; i < items.Length; i++) items[i] = group[i].Item;

            // The last to come has the latest deadline. The others stop waiting at their own.
            var results = await additions.TryAddManyAsync(roomId, items, group[0].Terms, group[^1].Call.WithoutCancellation()).ConfigureAwait(false);
            if (results is null) return false;
            for (var i = 0; i < results.Length; i++) group[i].SetResult(results[i]);
            return true;
        }
        catch (StoreUnavailableException fault)
        {
            foreach (var waiting in group) waiting.SetException(fault);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private Task AddEachAsync(List<WaitingAdd> group) => Task.WhenAll(group.ConvertAll(async waiting =>
    {
        try
        {
            waiting.SetResult(await additions.AddAsync(waiting.Item, waiting.Terms, waiting.Call.WithoutCancellation()).ConfigureAwait(false));
        }
        catch (StoreUnavailableException fault) when (group.Count > 1)
        {
            waiting.SetException(FaultTranslator.AfterGroup(fault));
        }
        catch (Exception fault)
        {
            waiting.SetException(fault);
        }
    }));

    /// <summary>The rooms of a part of all room ids that have a commit under way.</summary>
    private sealed class Stripe
    {
        internal Lock Gate { get; } = new();

        internal Dictionary<string, RoomCommits> Rooms { get; } = [];
    }

    private struct RoomCommits
    {
        internal int UnderWay;
        internal Queue<WaitingAdd>? Waiting;
    }
}
