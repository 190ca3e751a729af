namespace Conversations.Redis.Health;

/// <summary>What a health check found. What keeps calls from working has the name that the calls' own <see cref="UnavailableReason"/> has.</summary>
public enum StoreHealthReason
{
    /// <summary>A write was taken in time.</summary>
    Healthy,

    /// <summary>A write was taken, but took more than a quarter of the time the check has.</summary>
    Slow,

    /// <summary>No connection: the server is dead, or not reachable from here.</summary>
    Connection,

    /// <summary>Connected, and no answer in the time the check has.</summary>
    Timeout,

    /// <summary>The cluster is moving or has lost a slot, or a primary has fewer replicas than it demands for writes.</summary>
    Failover,

    /// <summary>The server is a read-only replica.</summary>
    ReadOnly,

    /// <summary>The server is still loading its data.</summary>
    Loading,

    /// <summary>The server is at its memory limit and evicts nothing.</summary>
    OutOfMemory,

    /// <summary>Fewer replicas had the write than <see cref="RedisConversationStoreOptions.WaitForReplicas"/> asks for.</summary>
    Replication,

    /// <summary>The password or the rights of the user do not suffice, be it for the commands or for keys of this prefix.</summary>
    Access,

    /// <summary>The server refused for another reason, which the message gives.</summary>
    Server,

    /// <summary>The data under this prefix has a layout that this version of the library does not know.</summary>
    IncompatibleLayout,

    /// <summary>Nobody serves some slots of the cluster; rooms in them cannot be reached.</summary>
    SlotsNotCovered,

    /// <summary>The store was disposed.</summary>
    Disposed,
}
