namespace Conversations.Tests.Indexes.Model.Records;

/// <summary>A room or a record of it, its index entries, two writers, two readers and a deleter.</summary>
internal struct RecordState
{
    /// <summary>The nonce that the truth carries; 0 when there is no record.</summary>
    internal byte Truth;

    /// <summary>1 while the room is there; only where the record is not the room itself.</summary>
    internal byte Room;

    /// <summary>The nonce of the deleted room's own entries while its token and what was put aside are there; 0 otherwise.</summary>
    internal byte Token;

    /// <summary>The nonce of the record that was put aside with its room.</summary>
    internal byte Aside;

    /// <summary>A bit for each nonce whose deadline was found to have passed.</summary>
    internal byte Expired;

    /// <summary>By nonce: one of <see cref="Intent"/>.</summary>
    internal Bytes8 Intents;

    /// <summary>By nonce: a bit for each index that has its entry.</summary>
    internal Bytes8 Entries;

    internal TwoProcesses Writers;

    internal TwoProcesses Readers;

    internal ProcessState Deleter;
}
