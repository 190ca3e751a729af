using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>What a caller knows of a room.</summary>
/// <param name="id">The id of the room.</param>
internal sealed class CallerRoom(string id)
{
    private readonly List<SentEvent> unanswered = [];
    private readonly List<SentEvent> known = [];

    public string Id => id;

    /// <summary>The index up to which the caller has read.</summary>
    public long ReadUpTo { get; set; } = -1;

    /// <summary>What the caller believes the delivered index to be.</summary>
    public long Delivered { get; set; } = -1;

    /// <summary>The last value given to the caller's metadata key.</summary>
    public long Counter { get; set; }

    /// <summary>Notes what became of events: those that are stored under their own id are known, those without an answer are to be sent again.</summary>
    public void Learn(IReadOnlyList<SentEvent> sent, IReadOnlyList<AddEventResult>? results)
    {
        if (results is null) unanswered.AddRange(sent);
        else known.AddRange(sent.Where((one, at) => results[at].Event.Id == one.Id));
    }

    /// <summary>An event to send again: one that was never answered, or any. It counts as not known until it is answered.</summary>
    public SentEvent? TakeSent(Random random) => Take(unanswered, random) ?? Take(known, random);

    /// <summary>An event of the caller's own that is stored, to delete; events that others send too stay.</summary>
    public string? TakeKnown(Random random)
    {
        if (known.Count == 0) return null;
        var at = random.Next(known.Count);
        if (known[at].Id.Contains("/shared-", StringComparison.Ordinal)) return null;
        var taken = known[at];
        known.RemoveAt(at);
        return taken.Id;
    }

    /// <summary>An event that is stored, as far as the caller knows.</summary>
    public string? AnyKnown(Random random) => known.Count == 0 ? null : known[random.Next(known.Count)].Id;

    private static SentEvent? Take(List<SentEvent> events, Random random)
    {
        if (events.Count == 0) return null;
        var at = random.Next(events.Count);
        var taken = events[at];
        events.RemoveAt(at);
        return taken;
    }
}
