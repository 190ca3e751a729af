namespace Conversations.Tests.Indexes.Model.Identities;

/// <summary>One address, the identities that it was linked to, two writers, two readers and a sweeper of expired intents.</summary>
internal struct LinkState
{
    /// <summary>A bit for each identity that lists the address.</summary>
    internal byte Lists;

    /// <summary>A bit for each identity that exists.</summary>
    internal byte Exists;

    /// <summary>A bit for each call that was acknowledged.</summary>
    internal byte Acknowledged;

    /// <summary>A bit for each nonce whose deadline was found to have passed.</summary>
    internal byte Expired;

    /// <summary>By writer: the calls that had been acknowledged when its call began.</summary>
    internal byte BeforeFirst;

    internal byte BeforeSecond;

    /// <summary>By nonce: the rank of its link; 0 when it is not there.</summary>
    internal Bytes8 Ranks;

    /// <summary>By nonce: one of <see cref="Intent"/>, in the slot of the nonce's identity.</summary>
    internal Bytes8 Intents;

    internal TwoProcesses Writers;

    internal TwoReaders Readers;
}
