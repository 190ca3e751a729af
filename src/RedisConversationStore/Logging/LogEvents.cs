namespace Conversations.Redis;

/// <summary>The ids of what a <see cref="RedisConversationStore"/> logs. Stable: filters and alerts may rely on them. docs/operating.md says what each means and what to do.</summary>
public static class LogEvents
{
    /// <summary>A server was connected to.</summary>
    public const int Connected = 100;

    /// <summary>A server could not be reached when the store connected; it goes on trying.</summary>
    public const int ServerUnreachable = 101;

    /// <summary>The connection to a server broke; it is being restored.</summary>
    public const int ConnectionLost = 102;

    /// <summary>A server that was lost or unreachable is connected to.</summary>
    public const int ConnectionRestored = 103;

    /// <summary>A server rejected the user name or password when the store connected; it goes on trying.</summary>
    public const int CredentialsRejected = 104;

    /// <summary>A server could not be trusted over TLS when the store connected; it goes on trying.</summary>
    public const int ServerDistrusted = 105;

    /// <summary>A call met a passing fault and is made again.</summary>
    public const int CallRepeated = 110;

    /// <summary>A call was given up after several attempts; its caller was told.</summary>
    public const int CallGivenUp = 111;

    /// <summary>Too few replicas had a write in time; until they do again, writes are not acknowledged.</summary>
    public const int ReplicasMissing = 120;

    /// <summary>Enough replicas have the writes again.</summary>
    public const int ReplicasBack = 121;

    /// <summary>A record cannot be read; whoever asked for it was told.</summary>
    public const int CorruptRecord = 200;

    /// <summary>A record that cannot be read was deleted with its room.</summary>
    public const int CorruptRecordDeleted = 201;

    /// <summary>The data has a layout that this version does not know; nothing is read or written.</summary>
    public const int LayoutMismatch = 202;

    /// <summary>A deletion of a room found what another left, and finished it.</summary>
    public const int DeletionResumed = 203;

    /// <summary>A reader found an entry of an index stale, and removes it.</summary>
    public const int StaleHintRemoved = 204;

    /// <summary>The doctor found something that would lose rooms, or keep the store from working.</summary>
    public const int DoctorFinding = 300;

    /// <summary>The doctor found something worth knowing.</summary>
    public const int DoctorRemark = 301;

    /// <summary>The doctor found nothing wrong.</summary>
    public const int DoctorContent = 302;

    /// <summary>The doctor could not finish.</summary>
    public const int DoctorFailed = 303;
}
