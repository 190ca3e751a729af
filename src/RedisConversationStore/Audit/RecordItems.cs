using Conversations.Redis.Operations;
using Conversations.Redis.Scripts;
using Conversations.Serialization;
using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>What is checked of a record in one of a room's hashes.</summary>
internal abstract class RecordItem<T>(RoomScope scope, RedisKey hash, string id) : AuditItem
    where T : class, IRecord<T>
{
    protected RoomScope Scope => scope;

    protected string Id => id;

    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        var value = await scope.Context.FieldAsync(hash, id, cancellationToken).ConfigureAwait(false);
        if (value.IsNull) return;
        try
        {
            var (record, nonce) = Decode(value, hash);
            var (roomId, itsId) = PlaceOf(record);
            if (roomId != scope.RoomId || itsId != id) found.Add(AuditCodes.RecordMisplaced, hash, scope.RoomId, $"The record under '{id}' says it is '{itsId}' of the room '{roomId}'.", id);
            else await LookOutsideAsync(found, record, nonce, cancellationToken).ConfigureAwait(false);
        }
        catch (CorruptRecordException damage)
        {
            found.Add(AuditCodes.RecordUnreadable, hash, scope.RoomId, $"The record under '{id}': {damage.Message}", id);
        }
    }

    /// <summary>The record, and the nonce of its index entries if it has any.</summary>
    protected virtual (T Record, string Nonce) Decode(RedisValue value, RedisKey key) => (StoredFormat.Decode<T>(value, key), "");

    protected abstract (string RoomId, string Id) PlaceOf(T record);

    /// <summary>What belongs to the record in other slots.</summary>
    protected virtual Task LookOutsideAsync(Suspicions found, T record, string nonce, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A record that indices over rooms point to.</summary>
internal abstract class HintedRecordItem<T>(RoomScope scope, HintedRecords<T> records, RedisKey hash, string id) : RecordItem<T>(scope, hash, id)
    where T : class, IRecord<T>
{
    protected override (T Record, string Nonce) Decode(RedisValue value, RedisKey key)
    {
        var stored = HintedRecord<T>.Decode(value, key);
        return (stored.Value, stored.Nonce);
    }

    protected override async Task LookOutsideAsync(Suspicions found, T record, string nonce, CancellationToken cancellationToken)
    {
        var createdAt = await Scope.RoomFieldAsync(RoomFields.CreatedAt, cancellationToken).ConfigureAwait(false);
        if (!createdAt.TryParse(out long score)) return;
        foreach (var entry in records.Entries(new(record, nonce), Scope.RoomId, score)) await Scope.Context.HintRepair.LookAsync(found, Scope.RoomId, entry, cancellationToken).ConfigureAwait(false);
    }
}

internal sealed class BindingItem(RoomScope scope, string id) : HintedRecordItem<ChannelBinding>(scope, scope.Context.Bindings, scope.Keys.Bindings, id)
{
    protected override (string RoomId, string Id) PlaceOf(ChannelBinding record) => (record.RoomId, record.ChannelId);
}

internal sealed class ParticipantItem(RoomScope scope, string id) : HintedRecordItem<Participant>(scope, scope.Context.Participants, scope.Keys.Participants, id)
{
    protected override (string RoomId, string Id) PlaceOf(Participant record) => (record.RoomId, record.Id);
}

internal sealed class ObservationItem(RoomScope scope, string id) : RecordItem<Observation>(scope, scope.Keys.Observations, id)
{
    protected override (string RoomId, string Id) PlaceOf(Observation record) => (record.RoomId, record.Id);
}

internal sealed class TaskItem(RoomScope scope, string id) : RecordItem<ConversationTask>(scope, scope.Keys.Tasks, id)
{
    protected override (string RoomId, string Id) PlaceOf(ConversationTask record) => (record.RoomId, record.Id);

    protected override async Task LookOutsideAsync(Suspicions found, ConversationTask record, string nonce, CancellationToken cancellationToken)
    {
        var context = Scope.Context;
        var locators = context.Keys.TaskLocator(Id);
        var there = await context.FieldAsync(locators, Id, cancellationToken).ConfigureAwait(false);
        var roomId = there.IsNull ? "" : HintMember.Parse(there).Id;
        if (roomId == Scope.RoomId) return;
        if (roomId.Length > 0 && await context.HasFieldAsync(context.Keys.Room(roomId).Tasks, Id, cancellationToken).ConfigureAwait(false))
        {
            found.Add(AuditCodes.TaskIdShared, Scope.Keys.Tasks, Scope.RoomId, $"The task '{Id}' is in the room '{roomId}' as well.", Id);
            return;
        }

        found.Add(
            AuditCodes.TaskLocatorMissing,
            locators,
            Scope.RoomId,
            there.IsNull ? $"The task '{Id}' has no locator." : $"The locator of the task '{Id}' points to '{roomId}', where it is not.",
            Id,
            repair: token => RepairAsync(locators, there, token));
    }

    // As a writer claims it, and only from a write that is over.
    private async Task RepairAsync(RedisKey locators, RedisValue there, CancellationToken cancellationToken)
    {
        var context = Scope.Context;
        var present = await context.FieldAsync(locators, Id, cancellationToken).ConfigureAwait(false);
        if (present != there) return;
        var owner = IndexOwner.Room(Scope.RoomId, Scope.Keys);
        var nonce = Nonce.Create();
        await context.Hints.BeginAsync(owner, nonce, IntentEntries.FormatLocator(locators, Id), cancellationToken).ConfigureAwait(false);
        await context.TaskLocators.ClaimAsync(Id, Scope.RoomId, nonce, present, cancellationToken).ConfigureAwait(false);

        // Ends the write: the claim stays if the task is there.
        await context.Hints.Cleaner.WithdrawAsync(owner, nonce, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>A read marker.</summary>
internal sealed class MarkerItem(RoomScope scope, string channelId) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        var key = scope.Keys.Markers;
        var epoch = await scope.RoomFieldAsync(RoomFields.Epoch, cancellationToken).ConfigureAwait(false);
        var marker = await scope.Context.FieldAsync(key, channelId, cancellationToken).ConfigureAwait(false);
        if (marker.IsNull) return;

        // After the marker: an index grows before a marker can follow it. A room that was deleted and created
        // again in between gives out its indices anew.
        var latest = await scope.RoomFieldAsync(RoomFields.LatestIndex, cancellationToken).ConfigureAwait(false);
        if (epoch != await scope.RoomFieldAsync(RoomFields.Epoch, cancellationToken).ConfigureAwait(false)) return;
        if (!marker.TryParse(out long index) || index < -1) found.Add(AuditCodes.MarkerInvalid, key, scope.RoomId, $"The marker of the channel '{channelId}' is {marker}.", channelId);
        else if (latest.TryParse(out long highest) && index > highest) found.Add(AuditCodes.MarkerBeyondLatest, key, scope.RoomId, $"The marker of the channel '{channelId}' is {index}, the room gave out {highest} at most.", channelId);
    }
}
