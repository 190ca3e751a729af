using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Records;

/// <summary>All that is known of one record: who wrote it, who saw it, and what it is in the end.</summary>
internal sealed class RecordLife(RecordName name)
{
    private readonly List<RecordWrite> writes = [];
    private readonly List<RecordSighting> sightings = [];
    private readonly List<RecordSighting> finals = [];
    private List<KnownWrite>? known;

    public RecordName Name => name;

    /// <summary>The writes that have happened, or may have.</summary>
    public IReadOnlyList<RecordWrite> Writes => writes;

    /// <summary>What answers show.</summary>
    public IReadOnlyList<RecordSighting> Sightings => sightings;

    /// <summary>What is there in the end: one, that it is not there included; several when an id is in several rooms.</summary>
    public IReadOnlyList<RecordSighting> Finals => finals.Count > 0 ? finals : [new(Call: null, IsThere: false)];

    /// <summary>The room it is in if it is there; null when there may be several.</summary>
    public string? RoomId => name.RoomId ?? (writes.Select(write => write.Call.Start.RoomId).Distinct().Take(2).ToArray() is [var only] ? only : null);

    /// <summary>The writes that are known to have happened, once for every call that shows it.</summary>
    public IReadOnlyList<KnownWrite> Known => known ??= FindKnown();

    public void Add(RecordWrite write) => writes.Add(write);

    public void Add(RecordSighting sighting) => (sighting.Call is null ? finals : sightings).Add(sighting);

    /// <summary>When the last of the writes that can have made what is shown has taken effect at the latest; null when there is none. That nothing is there needs nobody to have made it.</summary>
    public long? LastMade(RecordSighting sighting)
    {
        long? last = sighting.IsThere ? null : long.MinValue;
        foreach (var write in writes)
        {
            if (sighting.CanBeOf(write)) last = Math.Max(last ?? long.MinValue, write.IsOverAt);
        }

        return last;
    }

    private List<KnownWrite> FindKnown()
    {
        var found = writes.Where(write => write.Call.IsAnswered).Select(write => new KnownWrite(write.Value, write.Call.StartedAt, write.Call.EndedAt, write.Call)).ToList();
        foreach (var sighting in sightings.Where(sighting => sighting.Value is not null))
        {
            var makers = writes.Where(sighting.CanBeOf).ToArray();
            if (makers.Length > 0) found.Add(new(sighting.Value, makers.Min(maker => maker.Call.StartedAt), sighting.EndedAt, sighting.Call!));
        }

        return found;
    }
}
