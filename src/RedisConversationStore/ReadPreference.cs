namespace Conversations.Redis;

/// <summary>Where reads go that only answer the caller. Reads that decide about a write, such as whether an index entry is stale, always go to the primary.</summary>
public enum ReadPreference
{
    /// <summary>To the primary: a read sees every write acknowledged before it, and fails while there is no primary.</summary>
    Primary,

    /// <summary>To a replica where one is connected, else to the primary. Takes reads off the primary at a price: a read may miss what was acknowledged before it, even to the same caller, by as much as the replica lags, and two reads may go back in time when they reach different replicas.</summary>
    PreferReplica,
}
