namespace Conversations.Redis.Audit;

/// <summary>How to audit a store.</summary>
public sealed record AuditOptions
{
    /// <summary>Looks at one room only. Index entries that name the room wrongly are then not found: that takes a walk over all indices. Default: null, the whole store.</summary>
    public string? RoomId { get; init; }

    /// <summary>Repairs what is not truth: index entries, locators, deletes that were cut off. Default: false.</summary>
    public bool Repair { get; init; }

    /// <summary>With <see cref="Repair"/>: removes entries of writes under way as well. Use it only while nothing writes: a write under way begins again. Default: false; they stay until the server takes the write for dead (2 minutes), and entries of a version before 0.2 until they have been suspected for 10 minutes.</summary>
    public bool Force { get; init; }

    /// <summary>After how long what looks wrong is looked at again; only what is wrong both times is a finding. Longer than a write takes; 0 to 10 minutes. Default: 2 seconds.</summary>
    public TimeSpan SecondLookAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Hears how far the audit is, now and then and at the end. Default: nobody.</summary>
    public IProgress<AuditProgress>? Progress { get; init; }

    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    internal void Validate()
    {
        Check.OptionalId(RoomId, nameof(RoomId));
        if (SecondLookAfter < TimeSpan.Zero || SecondLookAfter > TimeSpan.FromMinutes(10)) throw new ArgumentOutOfRangeException(nameof(SecondLookAfter), SecondLookAfter, "The second look must come after 0 to 10 minutes.");
        if (Force && !Repair) throw new ArgumentException("Force says how to repair; it needs Repair.", nameof(Force));
    }
}

/// <summary>How far an audit is.</summary>
/// <param name="Keys">The keys walked.</param>
/// <param name="Rooms">The rooms among them.</param>
/// <param name="Events">The indices of events looked at.</param>
/// <param name="Checks">The things looked at: keys, records, events, entries.</param>
public readonly record struct AuditProgress(long Keys, long Rooms, long Events, long Checks);
