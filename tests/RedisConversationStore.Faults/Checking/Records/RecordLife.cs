using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Records;

/// <summary>All that is known of one record: who wrote it, who saw it, and what it is in the end.</summary>
internal sealed class RecordLife(RecordName name)
{
    private readonly List<RecordWrite> writes = [];
    private readonly List<RecordSighting> sightings = [];
    private readonly List<RecordSighting> finals = [];
    private ILookup<string?, RecordWrite>? byValue;
    private List<KnownWrite>? known;

    public RecordName Name => name;

    /// <summary>The writes that have happened, or may have.</summary>
    public IReadOnlyList<RecordWrite> Writes => writes;

    /// <summary>What answers show.</summary>
    public IReadOnlyList<RecordSighting> Sightings => sightings;

    /// <summary>What is there in the end: one, that it is not there included; several when an id is in several rooms.</summary>
    public IReadOnlyList<RecordSighting> Finals => finals.Count > 0 ? finals : [new(Call: null, IsThere: false)];

    /// <summary>The room it is in if it is there; null when there may be several.</summary>
    public string? RoomId => name.RoomId ?? (writes.Select(write => write.RoomId).Distinct().Take(2).ToArray() is [var only] ? only : null);

    /// <summary>The writes that are known to have happened, once for every call that shows it.</summary>
    public IReadOnlyList<KnownWrite> Known => known ??= FindKnown();

    public void Add(RecordWrite write) => writes.Add(write);

    public void Add(RecordSighting sighting) => (sighting.Call is null ? finals : sightings).Add(sighting);

    /// <summary>The writes of a value.</summary>
    public IEnumerable<RecordWrite> WritesOf(string? value) => (byValue ??= writes.ToLookup(write => write.Value))[value];

    /// <summary>The writes that can have made what is shown.</summary>
    public IEnumerable<RecordWrite> MakersOf(RecordSighting sighting) => (sighting.Value is null ? writes : WritesOf(sighting.Value)).Where(sighting.CanBeOf);

    private List<KnownWrite> FindKnown()
    {
        var found = writes.Where(write => write.Call.IsAnswered).Select(write => new KnownWrite(write.Value, write.RoomId, write.Call.StartedAt, write.Call.EndedAt, write.Call)).ToList();
        foreach (var sighting in sightings.Where(sighting => sighting.Value is not null))
        {
            var makers = MakersOf(sighting).ToArray();
            if (makers.Length > 0) found.Add(new(sighting.Value, makers[0].RoomId, makers.Min(maker => maker.Call.StartedAt), sighting.EndedAt, sighting.Call!));
        }

        return found;
    }
}
