namespace Conversations.Faults.History;

/// <summary>A call as it ends: the answer, or the error.</summary>
public sealed record CallEnd
{
    /// <summary>The <see cref="CallStart.Call"/> that ends.</summary>
    public required long Call { get; init; }

    /// <summary>A <see cref="System.Diagnostics.Stopwatch"/> timestamp.</summary>
    public required long At { get; init; }

    /// <summary>Null when the call was answered.</summary>
    public CallError? Error { get; init; }

    /// <summary>What became of each event of an add, in their order.</summary>
    public IReadOnlyList<AddedEvent>? Added { get; init; }

    /// <summary>The events of a page.</summary>
    public IReadOnlyList<SeenEvent>? Seen { get; init; }

    /// <summary>Whether a key was claimed, a marker or the delivered index moved, or a record removed.</summary>
    public bool? Moved { get; init; }

    /// <summary>The unread count, or the delivered index.</summary>
    public long? Number { get; init; }

    /// <summary>The markers by channel, or the counters in the metadata of the room.</summary>
    public IReadOnlyDictionary<string, long>? Numbers { get; init; }

    /// <summary>The version of the room.</summary>
    public long? Version { get; init; }

    /// <summary>The values of the records that are there, by id.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>The rooms that were found or listed.</summary>
    public IReadOnlyList<string>? RoomIds { get; init; }
}

/// <summary>An event that an add has answered with.</summary>
/// <param name="Id">Its id; the one sent, or that of the event that has its key.</param>
/// <param name="Index">Its index.</param>
/// <param name="Committed">Whether it was committed now; a duplicate otherwise.</param>
public sealed record AddedEvent(string Id, long Index, bool Committed);

/// <summary>An event that a reader has seen.</summary>
public sealed record SeenEvent(string Id, long Index);

/// <summary>The error that a call has ended with.</summary>
/// <param name="Code">A <see cref="ConversationStoreException.Code"/>, or the name of an exception that is none of the contract.</param>
/// <param name="Reason">Why the store was unavailable, if it was.</param>
/// <param name="MayHaveTakenEffect">Whether the call may have had its effect nevertheless.</param>
/// <param name="Message">What the error says.</param>
public sealed record CallError(string Code, string? Reason, bool MayHaveTakenEffect, string Message)
{
    /// <summary>What an exception means to the caller.</summary>
    public static CallError Of(Exception fault) => fault switch
    {
        StoreUnavailableException unavailable => new(unavailable.Code, unavailable.Reason.ToString(), unavailable.MayHaveTakenEffect, fault.Message),
        ConversationStoreException refusal => new(refusal.Code, null, MayHaveTakenEffect: false, fault.Message),
        _ => new(fault.GetType().FullName!, null, MayHaveTakenEffect: true, fault.Message),
    };
}
