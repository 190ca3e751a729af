namespace Conversations;

/// <summary>An operation needs a record that does not exist. Nothing was changed.</summary>
public sealed class RecordNotFoundException : ConversationStoreException
{
    /// <summary>Reports a missing record.</summary>
    /// <param name="kind">One of <see cref="RecordKinds"/>.</param>
    /// <param name="id">Its id.</param>
    public RecordNotFoundException(string kind, string id)
        : base(ConversationStoreErrorCodes.NotFound, $"There is no {kind} '{id}'.")
    {
        Kind = kind;
        Id = id;
    }

    /// <summary>What kind of record is missing: one of <see cref="RecordKinds"/>.</summary>
    public string Kind { get; }

    /// <summary>The id that was asked for.</summary>
    public string Id { get; }
}

/// <summary>A record is to be created under an id that is taken. Nothing was changed. After a timed-out create it may be the caller's own.</summary>
public sealed class RecordAlreadyExistsException : ConversationStoreException
{
    /// <summary>Reports a taken id.</summary>
    /// <param name="kind">One of <see cref="RecordKinds"/>.</param>
    /// <param name="id">The id.</param>
    public RecordAlreadyExistsException(string kind, string id)
        : base(ConversationStoreErrorCodes.AlreadyExists, $"There is already a {kind} '{id}'.")
    {
        Kind = kind;
        Id = id;
    }

    /// <summary>What kind of record exists: one of <see cref="RecordKinds"/>.</summary>
    public string Kind { get; }

    /// <summary>The taken id.</summary>
    public string Id { get; }
}

/// <summary>A record is not in the state the caller expected. Nothing was changed: read it again and decide anew.</summary>
public sealed class RecordConflictException : ConversationStoreException
{
    /// <summary>Reports a conflict.</summary>
    /// <param name="kind">One of <see cref="RecordKinds"/>.</param>
    /// <param name="id">The id of the record.</param>
    /// <param name="reason">What was expected and what was found.</param>
    public RecordConflictException(string kind, string id, string reason)
        : base(ConversationStoreErrorCodes.Conflict, $"Conflict on {kind} '{id}': {reason}")
    {
        Kind = kind;
        Id = id;
    }

    /// <summary>What kind of record it is: one of <see cref="RecordKinds"/>.</summary>
    public string Kind { get; }

    /// <summary>The id of the record.</summary>
    public string Id { get; }
}

/// <summary>A writer asked to be refused when the room is closed or archived, and it is. Nothing was changed.</summary>
public sealed class RoomClosedException : ConversationStoreException
{
    /// <summary>Reports a closed room.</summary>
    /// <param name="roomId">The room.</param>
    public RoomClosedException(string roomId)
        : base(ConversationStoreErrorCodes.RoomClosed, $"The room '{roomId}' is closed or archived.") =>
        RoomId = roomId;

    /// <summary>The room.</summary>
    public string RoomId { get; }
}

/// <summary>A room has more bindings and participants than one step of the server may read. Nothing was changed.</summary>
public sealed class RoomTooLargeException : ConversationStoreException
{
    /// <summary>Reports a room that is too large to be read in one step.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="records">How many bindings and participants it has.</param>
    /// <param name="limit">How many the store reads in one step.</param>
    public RoomTooLargeException(string roomId, long records, int limit)
        : base(
            ConversationStoreErrorCodes.RoomTooLarge,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Room '{roomId}' has {records} bindings and participants; its context can be loaded up to {limit} (MaxContextRecords). Get the room and list its bindings and participants instead, or raise the option."))
    {
        RoomId = roomId;
        Records = records;
        Limit = limit;
    }

    /// <summary>The room.</summary>
    public string RoomId { get; }

    /// <summary>How many bindings and participants the room has.</summary>
    public long Records { get; }

    /// <summary>How many bindings and participants the store reads in one step.</summary>
    public int Limit { get; }
}

/// <summary>A stored record cannot be read: its bytes are damaged, or a newer version wrote them in a format this one does not know. Never answered with a default value instead.</summary>
public sealed class CorruptRecordException : ConversationStoreException
{
    /// <summary>Reports an unreadable record.</summary>
    /// <param name="key">Where the record is stored.</param>
    /// <param name="formatVersion">The format version its first byte names; null when it has none.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="inner">The reader's own error.</param>
    public CorruptRecordException(string key, int? formatVersion, string reason, Exception? inner = null)
        : base(ConversationStoreErrorCodes.CorruptRecord, $"The record at '{key}' (format version {formatVersion?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"}) cannot be read: {reason}", inner)
    {
        Key = key;
        FormatVersion = formatVersion;
    }

    /// <summary>Where the record is stored.</summary>
    public string Key { get; }

    /// <summary>The format version its first byte names; null when it has none.</summary>
    public int? FormatVersion { get; }
}
