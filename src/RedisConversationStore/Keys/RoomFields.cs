namespace Conversations.Redis;

/// <summary>The fields of a room's hash. Metadata keys carry the prefix <c>m:</c>, so that no key of a caller can meet a field of the store.</summary>
internal static class RoomFields
{
    /// <summary>What scripts need not see, as a record.</summary>
    internal const string Record = "record";

    internal const string Status = "status";

    /// <summary>Microseconds since 1970.</summary>
    internal const string CreatedAt = "created_at";

    /// <summary>Microseconds since 1970.</summary>
    internal const string UpdatedAt = "updated_at";

    /// <summary>Microseconds since 1970; absent before the first activity.</summary>
    internal const string LastActivityAt = "last_activity_at";

    internal const string Version = "version";

    internal const string EventCount = "event_count";

    internal const string LatestIndex = "latest_index";

    internal const string DeliveredIndex = "delivered_index";

    /// <summary>11 characters that tell this incarnation of the room from one deleted under the same id.</summary>
    internal const string Epoch = "epoch";

    /// <summary>Under which index entries the room is listed, see <see cref="RoomHint"/>.</summary>
    internal const string Hint = "hint";

    /// <summary>The highest ordinal given to a metadata key.</summary>
    internal const string MetadataOrdinal = "metadata_ordinal";

    /// <summary>Before a metadata key. The value is the key's ordinal (which keeps the order of keys), a colon and the encoded value.</summary>
    internal const string MetadataPrefix = "m:";
}
