using Conversations.Faults.History;

namespace Conversations.Faults.Checking;

/// <summary>All that is known of one room: the calls of all drivers, and what is there in the end. Rooms have nothing to do with one another, so each is judged by itself.</summary>
internal sealed class RoomHistory
{
    private readonly ILookup<Operation, RecordedCall> calls;
    private readonly Dictionary<long, long> deletedSince = [];
    private readonly long overwrittenUntil;

    public RoomHistory(string id, IEnumerable<RecordedCall> calls, FinalRoom? final, Expectation expectation, IReadOnlyList<RecordedCall> listings)
    {
        Id = id;
        Final = final ?? new();
        IsThere = final is not null;
        Expectation = expectation;
        Listings = listings;
        this.calls = calls.ToLookup(call => call.Operation);
        Sends = Adds.SelectMany(call => call.Start.Events!.Select(sent => (sent, call))).ToLookup(pair => pair.sent.Id, pair => new Send(pair.sent.Key, pair.call));
        Sightings = [.. SightingsOfAdds(), .. SightingsOfReads()];
        Deletions = Calls(Operation.Delete).Where(call => call.MayHaveTakenEffect).ToLookup(call => call.Start.EventId!);
        FinalById = Final.Events.ToLookup(one => one.Id);
        overwrittenUntil = UpdatesThatOutliveALoss().Select(update => update.EndedAt).DefaultIfEmpty(long.MinValue).Max();
        foreach (var sighting in Sightings)
        {
            foreach (var deletion in Deletions[sighting.EventId])
            {
                deletedSince[sighting.Index] = Math.Min(deletion.StartedAt, deletedSince.GetValueOrDefault(sighting.Index, long.MaxValue));
            }
        }
    }

    public string Id { get; }

    /// <summary>Whether the room is there in the end.</summary>
    public bool IsThere { get; }

    /// <summary>The room in the end; an empty one if it is not there.</summary>
    public FinalRoom Final { get; }

    public Expectation Expectation { get; }

    /// <summary>The walks over all rooms.</summary>
    public IReadOnlyList<RecordedCall> Listings { get; }

    /// <summary>Who sent an event, by its id.</summary>
    public ILookup<string, Send> Sends { get; }

    /// <summary>Where the answers say that events are.</summary>
    public IReadOnlyList<Sighting> Sightings { get; }

    /// <summary>The calls that have deleted an event, or may have, by its id.</summary>
    public ILookup<string, RecordedCall> Deletions { get; }

    /// <summary>The final events; several under one id if the store is damaged.</summary>
    public ILookup<string, FinalEvent> FinalById { get; }

    public IEnumerable<RecordedCall> Adds => Calls(Operation.Add).Concat(Calls(Operation.AddMany));

    public IEnumerable<RecordedCall> Calls(Operation operation) => calls[operation];

    public IEnumerable<RecordedCall> Answered(Operation operation) => calls[operation].Where(call => call.IsAnswered);

    /// <summary>Since when an event that was seen at an index may have been deleted; null when nobody deleted one.</summary>
    public long? DeletedSince(long index) => deletedSince.TryGetValue(index, out var time) ? time : null;

    public bool MayBeDeleted(string eventId) => Deletions.Contains(eventId);

    public bool MayBeLost(RecordedCall call) => Expectation.MayBeLost(call);

    /// <summary>Whether the metadata that a call shows may have been overwritten since: versions that were lost are given out again, so an update that expects one of before the loss may meet another state under it.</summary>
    public bool MayBeOverwritten(RecordedCall call) => call.EndedAt <= overwrittenUntil;

    private IEnumerable<RecordedCall> UpdatesThatOutliveALoss() =>
        from update in Calls(Operation.UpdateRoom)
        where update.MayHaveTakenEffect
        from window in Expectation.LossWindows
        where update.EndedAt > window.To && (update.StartedAt <= window.To || BasisOf(update).Any(read => read.StartedAt <= window.To))
        select update;

    // Where the caller may have the version from that it expects.
    private IEnumerable<RecordedCall> BasisOf(RecordedCall update) =>
        from operation in (Operation[])[Operation.GetRoom, Operation.UpdateRoom, Operation.PatchMetadata]
        from call in Answered(operation)
        where call.Driver == update.Driver && call.EndedAt <= update.StartedAt && call.End!.Version == update.Start.Version
        select call;

    private IEnumerable<Sighting> SightingsOfAdds() =>
        from call in Adds
        where call.IsAnswered
        from added in call.End!.Added!
        select new Sighting(added.Id, added.Index, call, added.Committed);

    private IEnumerable<Sighting> SightingsOfReads() =>
        from call in Answered(Operation.Timeline)
        from seen in call.End!.Seen!
        select new Sighting(seen.Id, seen.Index, call, IsCommit: false);
}

/// <summary>An event on its way into the store.</summary>
/// <param name="Key">Its idempotency key.</param>
/// <param name="Call">The call that sent it.</param>
internal readonly record struct Send(string? Key, RecordedCall Call);

/// <summary>An answer that says where an event is.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Index">Where it is.</param>
/// <param name="Call">The call that was answered: an add, or a read.</param>
/// <param name="IsCommit">Whether that call committed it.</param>
internal readonly record struct Sighting(string EventId, long Index, RecordedCall Call, bool IsCommit)
{
    /// <summary>Whether the call sent this very event, and not another that has its idempotency key.</summary>
    public bool IsOfSender
    {
        get
        {
            var id = EventId;
            return Call.Start.Events?.Any(sent => sent.Id == id) ?? false;
        }
    }
}
