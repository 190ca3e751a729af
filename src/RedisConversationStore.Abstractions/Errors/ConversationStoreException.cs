namespace Conversations;

/// <summary>The base of every error a conversation store reports. Wrong arguments are <see cref="ArgumentException"/>s instead, thrown before anything is sent.</summary>
public abstract class ConversationStoreException : Exception
{
    private protected ConversationStoreException(string code, string message, Exception? inner = null)
        : base(message, inner) =>
        Code = code;

    /// <summary>A stable code for programs: one of <see cref="ConversationStoreErrorCodes"/>.</summary>
    public string Code { get; }
}

/// <summary>The stable codes of <see cref="ConversationStoreException.Code"/>.</summary>
public static class ConversationStoreErrorCodes
{
    /// <summary>See <see cref="RecordNotFoundException"/>.</summary>
    public const string NotFound = "not_found";

    /// <summary>See <see cref="RecordAlreadyExistsException"/>.</summary>
    public const string AlreadyExists = "already_exists";

    /// <summary>See <see cref="RecordConflictException"/>.</summary>
    public const string Conflict = "conflict";

    /// <summary>See <see cref="RoomClosedException"/>.</summary>
    public const string RoomClosed = "room_closed";

    /// <summary>See <see cref="RoomTooLargeException"/>.</summary>
    public const string RoomTooLarge = "room_too_large";

    /// <summary>See <see cref="StoreUnavailableException"/>.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>See <see cref="CorruptRecordException"/>.</summary>
    public const string CorruptRecord = "corrupt_record";

    /// <summary>See <see cref="IncompatibleLayoutException"/>.</summary>
    public const string IncompatibleLayout = "incompatible_layout";
}

/// <summary>The kinds of record that errors name.</summary>
public static class RecordKinds
{
    /// <summary>A <see cref="Conversations.Room"/>.</summary>
    public const string Room = "room";

    /// <summary>A <see cref="RoomEvent"/>.</summary>
    public const string Event = "event";

    /// <summary>A <see cref="ChannelBinding"/>.</summary>
    public const string Binding = "binding";

    /// <summary>A <see cref="Conversations.Participant"/>.</summary>
    public const string Participant = "participant";

    /// <summary>An <see cref="Conversations.Identity"/>.</summary>
    public const string Identity = "identity";

    /// <summary>A <see cref="ConversationTask"/>.</summary>
    public const string Task = "task";

    /// <summary>An <see cref="Conversations.Observation"/>.</summary>
    public const string Observation = "observation";

    /// <summary>An idempotency key.</summary>
    public const string IdempotencyKey = "idempotency_key";
}
