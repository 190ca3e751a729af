using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Records;

/// <summary>All that is known of the records that are neither rooms nor events: the calls of all drivers, and what is there in the end.</summary>
internal sealed class RecordHistory
{
    private readonly Dictionary<RecordName, RecordLife> lives = [];

    public RecordHistory(IReadOnlyList<RecordedCall> calls, FinalState final, Expectation expectation)
    {
        Calls = calls;
        Rooms = final.Rooms;
        Final = final.Records;
        Expectation = expectation;
        foreach (var (name, write) in calls.SelectMany(RecordWrite.Of)) Life(name).Add(write);
        foreach (var one in Final.All) Life(one.Name).Add(new RecordSighting(Call: null, IsThere: true, one.Value, one.RoomId));

        var inRooms = lives.Values.ToLookup(life => (life.Name.Kind, life.RoomId));
        var ofChannels = lives.Values.Where(life => life.Name.Kind == RecordKind.Binding).ToLookup(life => life.Name.Id);
        foreach (var call in calls)
        {
            foreach (var (name, sighting) in Sightings(call, inRooms, ofChannels)) Life(name).Add(sighting);
        }
    }

    public IReadOnlyList<RecordedCall> Calls { get; }

    /// <summary>The rooms in the end.</summary>
    public IReadOnlyDictionary<string, FinalRoom> Rooms { get; }

    /// <summary>The records in the end.</summary>
    public FinalRecords Final { get; }

    public Expectation Expectation { get; }

    public IReadOnlyCollection<RecordLife> Lives => lives.Values;

    public bool MayBeLost(RecordedCall call) => Expectation.MayBeLost(call);

    /// <summary>Whether any write of a record may be lost, and with it what leads to the record.</summary>
    public bool MayBeLost(RecordName name) => lives.TryGetValue(name, out var life) && life.Writes.Any(write => MayBeLost(write.Call));

    /// <summary>Whether a record may be there although it is not found: what leads to it is written in a step of its own, which a failover can lose alone.</summary>
    public bool MayBeUnfound(RecordLife life, RecordSighting sighting) =>
        !sighting.IsThere
        && MayBeLost(life.Name)
        && (life.Name.Kind, sighting.Call?.Operation) is (_, Operation.FindRooms) or (RecordKind.Task, Operation.GetRecord) or (RecordKind.Address, null or Operation.GetRecord);

    private RecordLife Life(RecordName name)
    {
        if (!lives.TryGetValue(name, out var life)) lives.Add(name, life = new(name));
        return life;
    }

    /// <summary>What a call shows of records.</summary>
    private static IEnumerable<(RecordName Name, RecordSighting Sighting)> Sightings(RecordedCall call, ILookup<(RecordKind, string?), RecordLife> inRooms, ILookup<string, RecordLife> ofChannels)
    {
        var start = call.Start;
        return call switch
        {
            { IsAnswered: false } => OfRefusal(call),
            { Operation: Operation.GetRecord } => [(start.Record!, Found(call, start.Record!.Id))],
            { Operation: Operation.ListRecords } => OfList(call, inRooms[(start.Kind!.Value, start.RoomId)]),
            { Operation: Operation.FindRooms } => call.End!.RoomIds!.Select(roomId => RecordName.Binding(roomId, start.ChannelId!))
                .Union(ofChannels[start.ChannelId!].Select(life => life.Name))
                .Select(name => (name, new RecordSighting(call, call.End.RoomIds!.Contains(name.RoomId)))),

            // What could be replaced, removed or linked was there.
            { Operation: Operation.UpdateRecord } or { Operation: Operation.RemoveRecord, End.Moved: true } => [(start.Record!, new(call, IsThere: true))],
            { Operation: Operation.PutRecord, Start.Record.Kind: RecordKind.Address } => [(RecordName.Identity(start.RecordValue!), new(call, IsThere: true))],
            _ => [],
        };
    }

    private static IEnumerable<(RecordName, RecordSighting)> OfRefusal(RecordedCall call) => (call.End?.Error?.Code, call.Start) switch
    {
        (ConversationStoreErrorCodes.AlreadyExists, { Record: { } taken }) => [(taken, new(call, IsThere: true))],
        (ConversationStoreErrorCodes.NotFound, { Record.Kind: RecordKind.Address, RecordValue: { } identityId }) => [(RecordName.Identity(identityId), new(call, IsThere: false))],
        (ConversationStoreErrorCodes.NotFound, { Record: { } missing }) => [(missing, new(call, IsThere: false))],
        _ => [],
    };

    private static IEnumerable<(RecordName, RecordSighting)> OfList(RecordedCall call, IEnumerable<RecordLife> inRoom)
    {
        var (kind, roomId, values) = (call.Start.Kind!.Value, call.Start.RoomId!, call.End!.Values!);
        foreach (var id in values.Keys) yield return (RecordName.Of(kind, roomId, id), Found(call, id) with { RoomId = roomId });
        foreach (var life in inRoom)
        {
            if (!values.ContainsKey(life.Name.Id)) yield return (life.Name, Found(call, life.Name.Id));
        }
    }

    private static RecordSighting Found(RecordedCall call, string id) =>
        call.End!.Values!.TryGetValue(id, out var value) ? new(call, IsThere: true, value) : new(call, IsThere: false);
}
