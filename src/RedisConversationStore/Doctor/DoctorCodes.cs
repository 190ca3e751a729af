namespace Conversations.Redis.Doctor;

/// <summary>The codes of <see cref="DoctorFinding"/>s. They are stable: programs may rely on them.</summary>
public static class DoctorCodes
{
    /// <summary>Error, or warning for a replica: a server is not connected, or does not answer.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>Error: a write of the store would fail now; the message says why.</summary>
    public const string NotReady = "not_ready";

    /// <summary>Information: the server does not tell all that the doctor asks, so some of the findings here cannot come.</summary>
    public const string Hidden = "hidden";

    /// <summary>Error: the server is older than Redis 7.0.</summary>
    public const string VersionTooOld = "version_too_old";

    /// <summary>Error: when its memory is full, the server evicts rooms. Warning: it evicts idempotency keys.</summary>
    public const string EvictionPolicy = "eviction_policy";

    /// <summary>Warning: nothing bounds the server's memory, until the system ends it.</summary>
    public const string NoMaxMemory = "no_maxmemory";

    /// <summary>Warning: more than 90 % of maxmemory is in use.</summary>
    public const string MemoryNearlyFull = "memory_nearly_full";

    /// <summary>Error: the server keeps nothing on disk: neither an append-only file nor snapshots.</summary>
    public const string NoPersistence = "no_persistence";

    /// <summary>Warning: there is no append-only file; at best snapshots bring back the data as of some minutes ago.</summary>
    public const string NoAppendOnlyFile = "no_append_only_file";

    /// <summary>Information: the append-only file is synced every second; the end of the machine loses the last second.</summary>
    public const string SyncEverySecond = "sync_every_second";

    /// <summary>Warning: the append-only file is synced when the system likes to.</summary>
    public const string SyncNever = "sync_never";

    /// <summary>Error: the server's last attempt to save its data failed.</summary>
    public const string PersistenceFailing = "persistence_failing";

    /// <summary>Warning: a replica has lost its primary.</summary>
    public const string ReplicaLinkDown = "replica_link_down";

    /// <summary>Warning: a replica is more than 10 seconds or a mebibyte behind its primary, or still copies it.</summary>
    public const string ReplicaLagging = "replica_lagging";

    /// <summary>Error: a primary has fewer replicas than writes wait for.</summary>
    public const string TooFewReplicas = "too_few_replicas";

    /// <summary>Error: the user may not run commands that the store needs.</summary>
    public const string MissingRights = "missing_rights";

    /// <summary>Error: the user may not use keys of the store's prefix.</summary>
    public const string MissingKeyRights = "missing_key_rights";

    /// <summary>Warning: the clocks of this process and of a server differ by more than 2 seconds.</summary>
    public const string ClockSkew = "clock_skew";

    /// <summary>Warning: the clocks of the servers differ by more than 2 seconds.</summary>
    public const string ClockSkewBetweenServers = "clock_skew_between_servers";

    /// <summary>Error: nobody serves some slots of the cluster.</summary>
    public const string SlotsNotCovered = "slots_not_covered";

    /// <summary>Warning: a node of the cluster has failed, or other nodes do not reach it.</summary>
    public const string NodeFailing = "node_failing";

    /// <summary>Warning: the server closes connections that are idle for less time than the client lets them be.</summary>
    public const string IdleTimeout = "idle_timeout";

    /// <summary>Warning: the fastest of several commands took more than 10 milliseconds.</summary>
    public const string HighLatency = "high_latency";
}
