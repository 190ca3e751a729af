using Conversations.Faults.Checking.Records;
using Conversations.Faults.Driving;
using Conversations.Faults.History;
using static Conversations.Faults.Tests.Planted.PlantedRecords;

namespace Conversations.Faults.Tests.Planted;

/// <summary>The plantings that have to do with bindings, participants, tasks, observations and identities.</summary>
internal static class RecordPlantings
{
    private static readonly RecordName AnotherTask = RecordName.Of(RecordKind.Task, PlantedHistory.Room, "another");

    /// <summary>The rule that is broken, what was done, and how.</summary>
    public static IReadOnlyList<(string Rule, string What, Action<PlantedHistory> Plant)> OnClean { get; } =
    [
        .. Of(
            ("RecordsStay", "a binding that is gone", records => records.Kept.Remove(TheBinding)),
            ("RecordsStay", "a participant that is gone", records => records.Kept.Remove(TheParticipant)),
            ("RecordsStay", "a task that was set back", records => records.Keep(TheTask, "t1")),
            ("RecordsStay", "an observation that is gone", records => records.Kept.Remove(TheObservation)),
            ("RecordsStay", "an identity that is gone", records => records.Kept.Remove(TheIdentity)),
            ("RecordsStay", "a link", records => records.Keep(TheAddress, TheIdentity.Id)),
            ("RecordsStay", "a removal", records => records.Remove(TheBinding, true)),
            ("RecordsStay", "a change that a reader saw", records =>
            {
                records.Try(Operation.UpdateRecord, TheTask, "t3");
                records.Get(TheTask, "t3");
            }),
            ("LinksStay", "an address that its identity does not list", records => records.Keep(TheOtherIdentity, "i2", SentRecords.AddressOf(TheOtherIdentity.Id))),
            ("LinksStay", "an address that its first identity does not list any more", records => records.Keep(TheIdentity, "i1")),
            ("RecordsAreFound", "a task's locator", records => records.Damage = final => final with { Got = Without(final.Got, TheTask) }),
            ("RecordsAreFound", "another value than is listed", records => records.Damage = final => final with { Got = With(final.Got, TheTask, new(TheTask, PlantedHistory.Room, "t1")) }),
            ("RecordsAreFound", "a record that is found and not listed", records =>
            {
                records.Remove(TheBinding, true);
                records.Damage = final => final with { Listed = [.. final.Listed.Where(one => one.Name != TheBinding)], RoomsOfChannels = With(final.RoomsOfChannels, "binding", []), LatestRooms = Without(final.LatestRooms, SentRecords.ParticipantOf("b2")!) };
            }),
            ("RoomsOfChannelsAreFound", "the room of a channel", records => records.Damage = final => final with { RoomsOfChannels = With(final.RoomsOfChannels, "binding", []) }),
            ("RoomsOfChannelsAreFound", "a room of another channel", records => records.Damage = final => final with { RoomsOfChannels = With(final.RoomsOfChannels, "another", [PlantedHistory.Room]) }),
            ("RoomsOfParticipantsAreFound", "the room of a participant", records => records.Damage = final => final with { LatestRooms = Without(final.LatestRooms, TheParticipant.Id) }),
            ("RoomsOfParticipantsAreFound", "the room of a participant behind a binding", records => records.Damage = final => final with { LatestRooms = Without(final.LatestRooms, SentRecords.ParticipantOf("b2")!) }),
            ("RoomsOfParticipantsAreFound", "a room of another participant", records => records.Damage = final => final with { LatestRooms = With(final.LatestRooms, "another", PlantedHistory.Room) }),

            ("RecordHasOneCreator", "a second creation", records =>
            {
                records.Create(AnotherTask, "t3");
                records.Create(AnotherTask, "t4");
                records.Keep(AnotherTask, "t4");
            }),
            ("RecordsAreWrittenOnce", "a write that happened again in the end", records =>
            {
                records.Try(Operation.UpdateRecord, TheBinding, "b3");
                records.Get(TheBinding, "b3");
                records.Put(TheBinding, "b4");
                records.Keep(TheBinding, "b3");
            }),
            ("RecordsAreWrittenOnce", "a write that a reader saw happen again after a removal", records =>
            {
                records.Try(Operation.PutRecord, TheParticipant, "p3");
                records.List(RecordKind.Participant, (TheParticipant.Id, "p3"));
                records.Remove(TheParticipant, true);
                records.Get(TheParticipant, "p3");
                records.Put(TheParticipant, "p4");
                records.Keep(TheParticipant, "p4");
            }),

            ("RecordsAreOfWriters", "a record", records => records.Keep(AnotherTask, "t3")),
            ("RecordsAreOfWriters", "a value", records => records.Keep(TheTask, "t3")),
            ("RecordsAreOfWriters", "a value that was refused", records =>
            {
                records.Refuse(Operation.UpdateRecord, TheTask, "t3", ConversationStoreErrorCodes.Unavailable);
                records.Keep(TheTask, "t3");
            }),
            ("RecordsAreOfWriters", "a record in another room than that of the writer", records => records.Kept[TheTask] = new(TheTask, "another", "t2")),
            ("RecordsAreOfWriters", "a record that was read", records => records.Get(AnotherTask, "t3")),
            ("RecordsAreOfWriters", "a record that is taken, although nobody else can have created it", records => records.Refuse(Operation.CreateRecord, AnotherTask, "t3", ConversationStoreErrorCodes.AlreadyExists)),
            ("RecordsAreOfWriters", "a record that is taken before another room takes it", records =>
            {
                records.RefuseElsewhere(AnotherTask, "t5");
                records.Create(AnotherTask, "t4");
                records.Keep(AnotherTask, "t4");
            }),
            ("RecordsAreOfWriters", "a link to an identity that nobody created", records =>
            {
                records.Put(TheAddress, "nobody");
                records.Keep(TheAddress, "nobody");
            }),
            ("RecordsAreReadable", "a damaged record", records => records.Damage = final => final with { Unreadable = ["task: It is empty."] }),
            ("RecordReadsAreFresh", "a stale value", records => records.Get(TheBinding, "b1")),
            ("RecordReadsAreFresh", "a record that is not got", records => records.Get(TheObservation, null)),
            ("RecordReadsAreFresh", "a record that is not listed", records => records.List(RecordKind.Task)),
            ("RecordReadsAreFresh", "a stale owner of an address", records => records.Get(TheAddress, TheIdentity.Id)),
            ("RecordReadsAreFresh", "a room that is not found", records => records.FindRooms("binding")),
            ("RecordReadsAreFresh", "an update that finds nothing", records => records.Refuse(Operation.UpdateRecord, TheTask, "t3", ConversationStoreErrorCodes.NotFound)),
            ("RecordReadsAreFresh", "a link that finds no identity", records => records.Refuse(Operation.PutRecord, TheAddress, TheIdentity.Id, ConversationStoreErrorCodes.NotFound)),
            ("RecordReadsAreFresh", "a second removal that removed something", records =>
            {
                records.Remove(TheBinding, true);
                records.Remove(TheBinding, true);
                records.Kept.Remove(TheBinding);
            }),
            ("ErrorsAreOfTheContract", "a room of a binding that is not found", records => records.Refuse(Operation.PutRecord, RecordName.Binding(PlantedHistory.Room, "another"), "b3", ConversationStoreErrorCodes.NotFound)),
            ("ErrorsAreOfTheContract", "a change of what is taken", records => records.Refuse(Operation.UpdateRecord, TheTask, "t3", ConversationStoreErrorCodes.AlreadyExists))),
        ("RecordIsInOneRoom", "a task that is in two rooms", planted =>
        {
            planted.Fail(Start(Operation.CreateRecord, TheTask, "t3") with { RoomId = "another" }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: true);
            planted.Records.Damage = final => final with { Listed = [.. final.Listed, new(TheTask, "another", "t3")] };
        }),
    ];

    /// <summary>Histories that look odd, and are as they may be.</summary>
    public static IReadOnlyList<(string What, Action<PlantedHistory> Plant)> Innocent { get; } =
    [
        .. Of(
            ("a change without a known outcome that is there", records =>
            {
                records.Try(Operation.UpdateRecord, TheTask, "t3");
                records.Keep(TheTask, "t3");
            }),
            ("a change without a known outcome that comes late", records =>
            {
                records.Try(Operation.UpdateRecord, TheTask, "t3");
                records.Update(TheTask, "t4");
                records.Get(TheTask, "t4");
                records.Get(TheTask, "t3");
                records.Keep(TheTask, "t3");
            }),
            ("a removal without a known outcome that took effect", records =>
            {
                records.Try(Operation.RemoveRecord, TheParticipant, null);
                records.Get(TheParticipant, null);
                records.Kept.Remove(TheParticipant);
            }),
            ("a removal without a known outcome that did not", records => records.Try(Operation.RemoveRecord, TheParticipant, null)),
            ("a creation that finds its own first attempt, whose outcome nobody knows", records =>
            {
                records.Try(Operation.CreateRecord, AnotherTask, "t3");
                records.Refuse(Operation.CreateRecord, AnotherTask, "t3", ConversationStoreErrorCodes.AlreadyExists);
                records.Keep(AnotherTask, "t3");
            }),
            ("an id that is taken for another room by a call that is refused in the end, because a third put it there", records =>
            {
                records.RefuseLate(AnotherTask, "t3", meanwhile: () =>
                {
                    records.RefuseElsewhere(AnotherTask, "t5");
                    records.Create(AnotherTask, "t4");
                });
                records.Keep(AnotherTask, "t4");
            }),
            ("a creation without a known outcome that keeps its id, and is not there", records =>
            {
                records.Try(Operation.CreateRecord, AnotherTask, "t3");
                records.Refuse(Operation.CreateRecord, AnotherTask, "t4", ConversationStoreErrorCodes.AlreadyExists);
            }),
            ("a link that is made again, and counts from then on", records =>
            {
                records.Try(Operation.PutRecord, TheAddress, TheIdentity.Id);
                records.Get(TheAddress, TheIdentity.Id);
                records.Put(TheAddress, TheOtherIdentity.Id);
                records.Get(TheAddress, TheOtherIdentity.Id);
                records.Get(TheAddress, TheIdentity.Id);
                records.Keep(TheAddress, TheIdentity.Id);
            })),
        ("a task that its room does not list before another room has it", planted =>
        {
            planted.Answer(Start(Operation.CreateRecord, AnotherTask, "t3") with { RoomId = "another" });
            planted.Records.List(RecordKind.Task, ("task", "t2"));
            planted.Records.Kept[AnotherTask] = new(AnotherTask, "another", "t3");
        }),
    ];

    private static IEnumerable<(string, string, Action<PlantedHistory>)> Of(params (string Rule, string What, Action<PlantedRecords> Plant)[] plantings) =>
        plantings.Select(planting => (planting.Rule, planting.What, (Action<PlantedHistory>)(planted => planting.Plant(planted.Records))));

    private static IEnumerable<(string, Action<PlantedHistory>)> Of(params (string What, Action<PlantedRecords> Plant)[] plantings) =>
        plantings.Select(planting => (planting.What, (Action<PlantedHistory>)(planted => planting.Plant(planted.Records))));

    private static Dictionary<TKey, T> With<TKey, T>(IReadOnlyDictionary<TKey, T> values, TKey key, T value)
        where TKey : notnull => new(values) { [key] = value };

    private static Dictionary<TKey, T> Without<TKey, T>(IReadOnlyDictionary<TKey, T> values, TKey key)
        where TKey : notnull => new(values.Where(pair => !pair.Key.Equals(key)));
}
