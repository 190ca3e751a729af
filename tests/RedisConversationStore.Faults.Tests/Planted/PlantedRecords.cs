using Conversations.Faults.Checking.Records;
using Conversations.Faults.Driving;
using Conversations.Faults.History;
using static Conversations.Faults.Tests.Planted.PlantedHistory;

namespace Conversations.Faults.Tests.Planted;

/// <summary>The part of a planted history that is neither of rooms nor of events.</summary>
internal sealed class PlantedRecords(PlantedHistory history)
{
    public static RecordName TheBinding { get; } = RecordName.Binding(PlantedHistory.Room, "binding");

    public static RecordName TheParticipant { get; } = RecordName.Of(RecordKind.Participant, PlantedHistory.Room, "participant");

    public static RecordName TheTask { get; } = RecordName.Of(RecordKind.Task, PlantedHistory.Room, "task");

    public static RecordName TheObservation { get; } = RecordName.Of(RecordKind.Observation, PlantedHistory.Room, "observation");

    public static RecordName TheIdentity { get; } = RecordName.Identity("identity");

    /// <summary>The address with which the identity is created; in the end it is another identity's.</summary>
    public static RecordName TheAddress { get; } = RecordName.Address(SentRecords.AddressOf(TheIdentity.Id));

    public static RecordName TheOtherIdentity { get; } = RecordName.Identity("identity b");

    /// <summary>What is there in the end.</summary>
    public Dictionary<RecordName, StoredRecord> Kept { get; } = [];

    /// <summary>What is wrong with how it is found, if anything.</summary>
    public Func<FinalRecords, FinalRecords> Damage { get; set; } = final => final;

    /// <summary>Calls of every kind to records of every kind, in which nothing is wrong.</summary>
    public void CallAll()
    {
        Get(TheBinding, null);
        Put(TheBinding, "b1");
        Update(TheBinding, "b2");
        Get(TheBinding, "b2");
        List(RecordKind.Binding, ("binding", "b2"));
        FindRooms("binding", PlantedHistory.Room);
        Put(TheParticipant, "p1");
        Remove(TheParticipant, true);
        Remove(TheParticipant, false);
        List(RecordKind.Participant);
        Put(TheParticipant, "p2");
        Create(TheTask, "t1");
        Refuse(Operation.CreateRecord, TheTask, "t", ConversationStoreErrorCodes.AlreadyExists);
        Update(TheTask, "t2");
        Get(TheTask, "t2");
        List(RecordKind.Task, ("task", "t2"));
        Refuse(Operation.UpdateRecord, TheObservation, "o", ConversationStoreErrorCodes.NotFound);
        Create(TheObservation, "o1");
        List(RecordKind.Observation, ("observation", "o1"));
        Create(TheIdentity, "i1");
        Get(TheIdentity, "i1");
        Get(TheAddress, TheIdentity.Id);
        Create(TheOtherIdentity, "i2");
        Put(TheAddress, TheOtherIdentity.Id);
        Get(TheAddress, TheOtherIdentity.Id);
        Refuse(Operation.PutRecord, TheAddress, "nobody", ConversationStoreErrorCodes.NotFound);
        Keep(TheBinding, "b2");
        Keep(TheParticipant, "p2");
        Keep(TheTask, "t2");
        Keep(TheObservation, "o1");
        Keep(TheIdentity, "i1", TheAddress.Id);
        Keep(TheOtherIdentity, "i2", SentRecords.AddressOf(TheOtherIdentity.Id), TheAddress.Id);
        Keep(TheAddress, TheOtherIdentity.Id);
        Keep(RecordName.Address(SentRecords.AddressOf(TheOtherIdentity.Id)), TheOtherIdentity.Id);
    }

    public static CallStart Start(Operation operation, RecordName name, string? value = null) =>
        new() { Operation = operation, RoomId = name.IsInRoom ? PlantedHistory.Room : null, Record = name, RecordValue = value };

    public void Create(RecordName name, string value) => history.Answer(Start(Operation.CreateRecord, name, value));

    public void Put(RecordName name, string value) => history.Answer(Start(Operation.PutRecord, name, value));

    public void Update(RecordName name, string value) => history.Answer(Start(Operation.UpdateRecord, name, value));

    public void Remove(RecordName name, bool removed) => history.Answer(Start(Operation.RemoveRecord, name), Reply with { Moved = removed });

    public void Get(RecordName name, string? value) =>
        history.Answer(Start(Operation.GetRecord, name), Reply with { Values = value is null ? new Dictionary<string, string>() : new() { [name.Id] = value } });

    public void List(RecordKind kind, params (string Id, string Value)[] seen) =>
        history.Answer(PlantedHistory.Start(Operation.ListRecords) with { Kind = kind }, Reply with { Values = seen.ToDictionary(one => one.Id, one => one.Value) });

    public void FindRooms(string channel, params string[] roomIds) =>
        history.Answer(new() { Operation = Operation.FindRooms, ChannelId = channel }, Reply with { RoomIds = roomIds });

    public void Refuse(Operation operation, RecordName name, string value, string code) => history.Fail(Start(operation, name, value), code, mayHaveTakenEffect: false);

    /// <summary>A creation for another room that is refused because the id is taken.</summary>
    public void RefuseElsewhere(RecordName name, string value) =>
        history.Fail(Start(Operation.CreateRecord, name, value) with { RoomId = "elsewhere" }, ConversationStoreErrorCodes.AlreadyExists, mayHaveTakenEffect: false);

    /// <summary>A creation that is refused because the id is taken, after others have made calls.</summary>
    public void RefuseLate(RecordName name, string value, Action meanwhile) =>
        history.Answer(Start(Operation.CreateRecord, name, value), Reply with { Error = new(ConversationStoreErrorCodes.AlreadyExists, null, MayHaveTakenEffect: false, "It is taken.") }, meanwhile);

    /// <summary>A write without a known outcome.</summary>
    public void Try(Operation operation, RecordName name, string? value) => history.Fail(Start(operation, name, value), ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: true);

    /// <summary>Adds a record that is there in the end, or changes it.</summary>
    public void Keep(RecordName name, string value, params string[] addresses) =>
        Kept[name] = new(name, name.IsInRoom ? PlantedHistory.Room : null, value) { Addresses = addresses };

    public FinalRecords Final()
    {
        var listed = Kept.Values.Where(one => one.RoomId is not null).ToArray();
        var bindings = listed.Where(one => one.Name.Kind == RecordKind.Binding).ToArray();
        var participants = listed.Where(one => one.Name.Kind == RecordKind.Participant).Select(one => one.Name.Id).Concat(bindings.Select(one => SentRecords.ParticipantOf(one.Value)).OfType<string>());
        return Damage(new()
        {
            Listed = listed,
            Got = new Dictionary<RecordName, StoredRecord>(Kept),
            RoomsOfChannels = bindings.ToDictionary(one => one.Name.Id, one => (IReadOnlyList<string>)[one.RoomId!]),
            LatestRooms = participants.Distinct().ToDictionary(id => id, _ => PlantedHistory.Room),
        });
    }
}
