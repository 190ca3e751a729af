using System.Globalization;
using Conversations.Redis.Operations;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>A sorted set in which a room keeps some of its events by group: all scores 0, each member the group, a zero byte and the event's index in 16 digits.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Key">Where it is.</param>
/// <param name="Group">The group of an event; null when the set does not list it.</param>
/// <param name="MissingCode">What a missing entry is.</param>
/// <param name="DanglingCode">What an entry without its event is.</param>
internal sealed record EventGroups(string Name, Func<RoomKeys, RedisKey> Key, Func<RoomEvent, string?> Group, string MissingCode, string DanglingCode)
{
    /// <summary>All there are.</summary>
    internal static readonly EventGroups[] All =
    [
        new("thread", static keys => keys.Threads, static roomEvent => roomEvent.ParentEventId, AuditCodes.ThreadEntryMissing, AuditCodes.ThreadEntryDangling),
        new("type", static keys => keys.Types, static roomEvent => roomEvent.Type == EventType.Message ? null : roomEvent.Type.Value, AuditCodes.TypeEntryMissing, AuditCodes.TypeEntryDangling),
    ];

    internal static RedisValue Member(string group, long index) => $"{group}\0{index:D16}";

    internal static (string Group, long Index)? Parse(RedisValue member) =>
        ((string)member!).Split('\0') is [var group, { Length: 16 } digits] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? (group, index) : null;
}

/// <summary>What is at one index of a room: an event, when all is well.</summary>
internal sealed class EventItem(RoomScope scope, double score, RedisValue[] read) : AuditItem
{
    private const double LargestIndex = 1L << 53;

    // The walk brought it; a second look reads for itself.
    private RedisValue[]? firstRead = read;

    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        var key = scope.Keys.Events;
        var values = Interlocked.Exchange(ref firstRead, null) ?? await scope.Context.AtScoreAsync(key, score, cancellationToken).ConfigureAwait(false);
        if (values.Length == 0) return;
        var place = score.ToString("R", CultureInfo.InvariantCulture);
        if (values.Length > 1) Report(found, AuditCodes.EventIndexShared, $"{values.Length} events have the index {place}.", place);
        var isIndex = score >= 0 && score <= LargestIndex && double.IsInteger(score);
        if (!isIndex) Report(found, AuditCodes.EventIndexInvalid, $"An event has the index {place}.", place);
        foreach (var value in values)
        {
            try
            {
                var stored = StoredEvent.Parse(value, key);
                var roomEvent = stored.Decode(scope.RoomId, key);
                if (!isIndex) continue;
                if (stored.Index != score) Report(found, AuditCodes.EventIndexMismatch, $"The event '{roomEvent.Id}' at index {place} has the index {stored.Index} in its bytes.", place);
                var before = found.All.Count;
                await LookAtEventAsync(found, roomEvent, stored.Bytes, (long)score, cancellationToken).ConfigureAwait(false);
                if (found.All.Count > before && !await IsThereStillAsync(value, cancellationToken).ConfigureAwait(false)) found.All.RemoveRange(before, found.All.Count - before);
            }
            catch (CorruptRecordException damage)
            {
                Report(found, AuditCodes.EventUnreadable, $"The event at index {place}: {damage.Message}", place);
            }
        }
    }

    // What was read after the event may be of another incarnation of the room, or of a later state of the event,
    // unless the event is the same after all of it.
    private async Task<bool> IsThereStillAsync(RedisValue value, CancellationToken cancellationToken) =>
        Array.IndexOf(await scope.Context.AtScoreAsync(scope.Keys.Events, score, cancellationToken).ConfigureAwait(false), value) >= 0;

    private async Task LookAtEventAsync(Suspicions found, RoomEvent roomEvent, ReadOnlyMemory<byte> bytes, long index, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var mapped = await context.FieldAsync(scope.Keys.Ids, roomEvent.Id, cancellationToken).ConfigureAwait(false);
        if (mapped.IsNull) Report(found, AuditCodes.EventIdMissing, $"The event '{roomEvent.Id}' at index {index} is not in the map of ids.", roomEvent.Id);
        else if (mapped != index) Report(found, AuditCodes.EventIdElsewhere, $"The event '{roomEvent.Id}' is at index {index}, the map of ids says {mapped}.", $"{roomEvent.Id} {index}");

        var latest = await scope.RoomFieldAsync(RoomFields.LatestIndex, cancellationToken).ConfigureAwait(false);
        if (latest.TryParse(out long highest) && index > highest) Report(found, AuditCodes.EventIndexBeyondLatest, $"The event '{roomEvent.Id}' has the index {index}, the room gave out {highest} at most.", roomEvent.Id);

        foreach (var groups in EventGroups.All)
        {
            if (groups.Group(roomEvent) is not { } group) continue;
            var at = await context.ScoreAsync(groups.Key(scope.Keys), EventGroups.Member(group, index), cancellationToken).ConfigureAwait(false);
            if (at == 0) continue;
            scope.IsDoubtful = true;
            found.Add(groups.MissingCode, groups.Key(scope.Keys), scope.RoomId, $"The event '{roomEvent.Id}' at index {index} {(at is null ? "is not" : $"has the score {at}")} under the {groups.Name} '{group}'.", $"{group} {index}");
        }

        // An event that its own room cannot find by its id would not be found by a locator either.
        if (context.HasEventLocators && mapped == index) await LookAtLocatorAsync(found, roomEvent.Id, bytes, cancellationToken).ConfigureAwait(false);
    }

    private async Task LookAtLocatorAsync(Suspicions found, string eventId, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var locators = context.Keys.EventLocator(eventId);
        var location = await context.FieldAsync(locators, eventId, cancellationToken).ConfigureAwait(false);
        var there = location.IsNull ? null : EventLocation.RoomOrNone(location, locators);
        if (there == scope.RoomId) return;

        // In two rooms against the rules, an event is found in the one it was written to last.
        if (!string.IsNullOrEmpty(there) && await context.HasFieldAsync(context.Keys.Room(there).Ids, eventId, cancellationToken).ConfigureAwait(false)) return;
        found.Add(AuditCodes.EventLocatorMissing, locators, scope.RoomId, there is null ? $"The event '{eventId}' has no locator." : $"The locator of the event '{eventId}' points to '{there}', where it is not.", eventId, repair: RepairAsync);

        // It may have been removed as stale since, so the place is read anew; whoever took it in between has a right to it.
        async Task RepairAsync(CancellationToken token)
        {
            var present = await context.FieldAsync(locators, eventId, token).ConfigureAwait(false);
            if (!present.IsNull && present != location) return;
            var own = EventLocation.Create(scope.RoomId, bytes.Span);
            if (!await LocatorScripts.ClaimAsync(context.Redis, locators, eventId, present, own, token).ConfigureAwait(false)) return;
            if (!await context.HasFieldAsync(scope.Keys.Ids, eventId, token).ConfigureAwait(false)) await LocatorScripts.RemoveAsync(context.Redis, locators, eventId, own, token).ConfigureAwait(false);
        }
    }

    private void Report(Suspicions found, string code, string message, string subject)
    {
        scope.IsDoubtful = true;
        found.Add(code, scope.Keys.Events, scope.RoomId, message, subject);
    }
}

/// <summary>An entry of a room's map of ids.</summary>
internal sealed class EventIdItem(RoomScope scope, string eventId) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        var mapped = await scope.Context.FieldAsync(scope.Keys.Ids, eventId, cancellationToken).ConfigureAwait(false);
        if (mapped.IsNull) return;
        if (mapped.TryParse(out long index))
        {
            var events = await scope.EventsAtAsync(index, cancellationToken).ConfigureAwait(false);
            if (events is null || Array.Exists(events, roomEvent => roomEvent.Id == eventId)) return;
        }

        found.Add(AuditCodes.EventIdDangling, scope.Keys.Ids, scope.RoomId, $"The id '{eventId}' is at index {mapped}, where no such event is.", eventId);
    }
}

/// <summary>An entry of a set of events by group.</summary>
internal sealed class EventGroupItem(RoomScope scope, EventGroups groups, RedisValue member) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        var key = groups.Key(scope.Keys);
        if (await scope.Context.ScoreAsync(key, member, cancellationToken).ConfigureAwait(false) is null) return;
        var entry = EventGroups.Parse(member);
        if (entry is { } known)
        {
            var events = await scope.EventsAtAsync(known.Index, cancellationToken).ConfigureAwait(false);
            if (events is null || Array.Exists(events, roomEvent => groups.Group(roomEvent) == known.Group)) return;
        }

        found.Add(groups.DanglingCode, key, scope.RoomId, entry is { } named ? $"The {groups.Name} '{named.Group}' has no event at index {named.Index}." : $"An entry is none of a {groups.Name}.", member.ToString());
    }
}
