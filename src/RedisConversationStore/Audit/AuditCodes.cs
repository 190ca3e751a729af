namespace Conversations.Redis.Audit;

/// <summary>The codes of <see cref="AuditFinding"/>s. They are stable: programs may rely on them.</summary>
public static class AuditCodes
{
    /// <summary>Warning: a key under the prefix that the store does not form.</summary>
    public const string UnknownKey = "unknown_key";

    /// <summary>Error: a key has another type than the store gives it.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>Error: a key that must stay expires, or one that must go, an idempotency key or the recent calls of a room, never does.</summary>
    public const string WrongTimeToLive = "wrong_time_to_live";

    /// <summary>Error: a key of a room that does not exist.</summary>
    public const string OrphanKey = "orphan_key";

    /// <summary>Error: a room cannot be decoded.</summary>
    public const string RoomUnreadable = "room_unreadable";

    /// <summary>Error: a room's record says another id than its key.</summary>
    public const string RoomMisplaced = "room_misplaced";

    /// <summary>Error: a counter of a room is impossible: negative, or fewer events ever than there are.</summary>
    public const string RoomCounter = "room_counter";

    /// <summary>Error: a room notes index entries for another status or organisation than it has.</summary>
    public const string RoomHintMismatch = "room_hint_mismatch";

    /// <summary>Information: indices were given out at which no event is; deletions and imports leave such.</summary>
    public const string IndexGap = "index_gap";

    /// <summary>Error: an event cannot be decoded.</summary>
    public const string EventUnreadable = "event_unreadable";

    /// <summary>Error: the index of an event is no whole number in the range of indices.</summary>
    public const string EventIndexInvalid = "event_index_invalid";

    /// <summary>Error: an event has another index in its bytes than its place says.</summary>
    public const string EventIndexMismatch = "event_index_mismatch";

    /// <summary>Error: several events have one index.</summary>
    public const string EventIndexShared = "event_index_shared";

    /// <summary>Error: an event has a higher index than the room ever gave out.</summary>
    public const string EventIndexBeyondLatest = "event_index_beyond_latest";

    /// <summary>Error: an event is not in the room's map of ids.</summary>
    public const string EventIdMissing = "event_id_missing";

    /// <summary>Error: the room's map of ids has another index for an event, as when one id is there twice.</summary>
    public const string EventIdElsewhere = "event_id_elsewhere";

    /// <summary>Error: the room's map of ids has an id for which there is no event.</summary>
    public const string EventIdDangling = "event_id_dangling";

    /// <summary>Error: a reply is not in the room's set of threads.</summary>
    public const string ThreadEntryMissing = "thread_entry_missing";

    /// <summary>Error: the room's set of threads names a reply that there is not.</summary>
    public const string ThreadEntryDangling = "thread_entry_dangling";

    /// <summary>Error: an event that is no message is not in the room's set of types.</summary>
    public const string TypeEntryMissing = "type_entry_missing";

    /// <summary>Error: the room's set of types names an event that there is not.</summary>
    public const string TypeEntryDangling = "type_entry_dangling";

    /// <summary>Error: an idempotency key's value makes no sense.</summary>
    public const string IdempotencyUnreadable = "idempotency_unreadable";

    /// <summary>Warning: an idempotency key of a deleted incarnation of the room; it counts as free.</summary>
    public const string IdempotencyStale = "idempotency_stale";

    /// <summary>Error: an idempotency key names an event that the room has not, or that has another key.</summary>
    public const string IdempotencyDangling = "idempotency_dangling";

    /// <summary>Error: a claimed idempotency key is not in the room's set of claims, so deleting the room would leave it.</summary>
    public const string ClaimUnlisted = "claim_unlisted";

    /// <summary>Error: a read marker is no index.</summary>
    public const string MarkerInvalid = "marker_invalid";

    /// <summary>Error: a read marker is beyond the room's latest index.</summary>
    public const string MarkerBeyondLatest = "marker_beyond_latest";

    /// <summary>Error: a binding, participant, task or observation cannot be decoded.</summary>
    public const string RecordUnreadable = "record_unreadable";

    /// <summary>Error: a binding, participant, task or observation says another room or id than where it is.</summary>
    public const string RecordMisplaced = "record_misplaced";

    /// <summary>Error, repairable: a room is not listed in an index where it belongs.</summary>
    public const string HintMissing = "hint_missing";

    /// <summary>Error, repairable: a room is listed in an index at the wrong place.</summary>
    public const string HintScore = "hint_score";

    /// <summary>Warning, repairable: an index lists a room for which that does not hold (any more). Information while a write may be on its way.</summary>
    public const string HintStale = "hint_stale";

    /// <summary>Error, repairable: an event cannot be found by its id alone.</summary>
    public const string EventLocatorMissing = "event_locator_missing";

    /// <summary>Warning, repairable: a locator points to a room that has no such event.</summary>
    public const string EventLocatorStale = "event_locator_stale";

    /// <summary>Error, repairable: a task cannot be found by its id alone.</summary>
    public const string TaskLocatorMissing = "task_locator_missing";

    /// <summary>Warning, repairable: a locator points to a room that has no such task. Information while a write may be on its way.</summary>
    public const string TaskLocatorStale = "task_locator_stale";

    /// <summary>Error: one task id is in two rooms.</summary>
    public const string TaskIdShared = "task_id_shared";

    /// <summary>Warning, repairable: a locator is where nobody looks for it.</summary>
    public const string LocatorMisplaced = "locator_misplaced";

    /// <summary>Error: an identity cannot be decoded.</summary>
    public const string IdentityUnreadable = "identity_unreadable";

    /// <summary>Error: an identity says another id than its key.</summary>
    public const string IdentityMisplaced = "identity_misplaced";

    /// <summary>Warning, repairable: an address is linked to an identity that does not list it. Information while a write may be on its way.</summary>
    public const string AddressStale = "address_stale";

    /// <summary>Information: an identity lists an address that is linked to nobody, neither in the identity's organisation nor in the unscoped space. It may be linked in another organisation.</summary>
    public const string AddressUnlinked = "address_unlinked";

    /// <summary>Information, repairable: the delete of a room goes on, or was cut off.</summary>
    public const string DeletionUnfinished = "deletion_unfinished";

    /// <summary>Information, repairable once its writer is dead by the server's clock (2 minutes): a write of index entries that is under way or was interrupted.</summary>
    public const string WriteUnfinished = "write_unfinished";

    /// <summary>Warning, repairable: a part of a deleted room that no repeated delete would find.</summary>
    public const string DeletionOrphan = "deletion_orphan";
}
