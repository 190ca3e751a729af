using System.Runtime.CompilerServices;

namespace Conversations.Tests.Indexes.Model.Identities;

/// <summary>Two readers.</summary>
[InlineArray(2)]
internal struct TwoReaders
{
    private ReaderState first;
}

/// <summary>Where a reader is, and what it remembers.</summary>
internal struct ReaderState
{
    internal byte At;

    /// <summary>Whether the answer must be an identity: one was linked since the read began.</summary>
    internal byte Promise;

    /// <summary>The link that was read last.</summary>
    internal byte Link;

    /// <summary>Its rank, below which the next page begins.</summary>
    internal byte Cursor;

    /// <summary>The highest link on the first page of this pass: a rank may be given again.</summary>
    internal byte Top;

    /// <summary>A bit for each link that was pending when this pass met it.</summary>
    internal byte Pending;

    /// <summary>The calls that acknowledged calls had replaced before the read began.</summary>
    internal byte Replaced;
}
