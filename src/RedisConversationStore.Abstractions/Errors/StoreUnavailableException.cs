namespace Conversations;

/// <summary>Why a store could not do its work just now.</summary>
public enum UnavailableReason
{
    /// <summary>No connection, or it broke.</summary>
    Connection,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>The cluster is moving or has lost the slots of a key.</summary>
    Failover,

    /// <summary>The server is a read-only replica.</summary>
    ReadOnly,

    /// <summary>The server is still loading its data.</summary>
    Loading,

    /// <summary>The server is at its memory limit and evicts nothing.</summary>
    OutOfMemory,

    /// <summary>The write is on the primary, and fewer replicas have it than the store was told to wait for.</summary>
    Replication,

    /// <summary>The password or the rights of the user do not suffice.</summary>
    Access,

    /// <summary>The server refused for another reason, which the message gives.</summary>
    Server,
}

/// <summary>The store cannot do its work just now. Every write of the contract is safe to retry, whether or not it took effect; <see cref="MayHaveTakenEffect"/> says whether that is known.</summary>
public sealed class StoreUnavailableException : ConversationStoreException
{
    /// <summary>Reports an unavailable store.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="message">What happened and what to do. Never contains a secret.</param>
    /// <param name="isRetrySafe">Whether the same call may be made again.</param>
    /// <param name="mayHaveTakenEffect">Whether the write may have happened although no answer came.</param>
    /// <param name="inner">The client's own error.</param>
    public StoreUnavailableException(UnavailableReason reason, string message, bool isRetrySafe, bool mayHaveTakenEffect, Exception? inner = null)
        : base(ConversationStoreErrorCodes.Unavailable, message, inner)
    {
        Reason = reason;
        IsRetrySafe = isRetrySafe;
        MayHaveTakenEffect = mayHaveTakenEffect;
    }

    /// <summary>Why the store is unavailable.</summary>
    public UnavailableReason Reason { get; }

    /// <summary>Whether the same call may be made again without a second effect, which is so unless trying again cannot help.</summary>
    public bool IsRetrySafe { get; }

    /// <summary>True when the write may have happened although no answer came; false when it certainly did not.</summary>
    public bool MayHaveTakenEffect { get; }
}
