using Conversations.Faults.Checking;
using Conversations.Faults.Driving;
using Conversations.Faults.History;
using static Conversations.Faults.Tests.Planted.PlantedHistory;

namespace Conversations.Faults.Tests.Planted;

/// <summary>Histories that break one rule each.</summary>
internal static class Plantings
{
    private static readonly Room TheRoom = SentRooms.Create(PlantedHistory.Room, TimeProvider.System);

    /// <summary>The rule that is broken, what was done, and how.</summary>
    public static IReadOnlyList<(string Rule, string What, Action<PlantedHistory> Plant)> OnClean { get; } =
    [
        ("EventsStay", "an acknowledged event", planted => planted.Add("f", 4)),
        ("EventsStay", "an event that a reader saw", planted =>
        {
            planted.Fail(Start(Operation.Add) with { Events = [new("f")] }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: true);
            planted.Read(3, 10, ("f", 4));
        }),
        ("EventsAreFoundByIdAlone", "a locator", planted => planted.Damage = final => final with { IndexByIdAlone = Without(final.IndexByIdAlone, "a") }),
        ("RoomsAreListed", "a room among all", planted => planted.Damage = final => final with { Listed = Without(final.Listed, SentRooms.AllCriteria[0]) }),
        ("RoomsAreListed", "a room of a status", planted => planted.Damage = final => final with { Listed = Without(final.Listed, new(null, final.Status)) }),
        ("RoomsAreListed", "a room of an organization", planted =>
        {
            planted.Final = planted.Final with { OrganizationId = "first" };
            planted.Damage = final => final with { Listed = Without(final.Listed, new("first", null)) };
        }),
        ("RoomsAreListed", "a room that has left an organization", planted => planted.Damage = final => final with { Listed = With(final.Listed, new("first", null), 1) }),
        ("RoomsAreListed", "a room that is listed twice", planted => planted.Damage = final => final with { Listed = With(final.Listed, SentRooms.AllCriteria[0], 2) }),
        ("RoomListsAreFresh", "a room that a walk passes over", planted => planted.ListRooms(SentRooms.AllCriteria[0])),
        ("RoomListsAreFresh", "a room that a walk over its status passes over", planted => planted.ListRooms(new(null, TheRoom.Status.Value))),
        ("RoomListsAreFresh", "a room that a walk meets twice", planted => planted.ListRooms(SentRooms.AllCriteria[0], PlantedHistory.Room, PlantedHistory.Room)),
        ("RoomListsAreFresh", "a room of a status that it never had", planted => planted.ListRooms(SentRooms.AllCriteria.First(criteria => !criteria.Match(TheRoom.OrganizationId, TheRoom.Status.Value)), PlantedHistory.Room)),
        ("DeletionsStay", "a deletion", planted => planted.Delete("a")),
        ("ClaimsStay", "a claim", planted => planted.Final = planted.Final with { ClaimedKeys = new HashSet<string>() }),
        ("MarkersStay", "a marker that was set back", planted => planted.Final = planted.Final with { Markers = With(planted.Final.Markers, "x", 0) }),
        ("MarkersStay", "a marker that is gone", planted => planted.Final = planted.Final with { Markers = Without(planted.Final.Markers, "y") }),
        ("CountersStay", "a patch", planted => planted.Final = planted.Final with { Counters = With(planted.Final.Counters, "counter", 1) }),
        ("DeliveredIndicesStay", "a step of the delivered index", planted => planted.Final = planted.Final with { DeliveredIndex = -1 }),
        ("VersionsStay", "a version", planted => planted.Final = planted.Final with { Version = 2 }),

        ("EventHasOneIndex", "an event that is there twice", planted => planted.Keep(Event("e", 4))),
        ("EventHasOneIndex", "a duplicate at another index", planted => planted.Add("a", 9, committed: false)),
        ("EventIsCommittedOnce", "a second commit", planted => planted.Add("a", 0)),
        ("KeyHasOneEvent", "another event under a key", planted =>
        {
            planted.Add("f", 4, key: "key");
            planted.Keep(Event("f", 4, "key"));
        }),
        ("RoomHasOneCreator", "a second creation", planted => planted.Create()),
        ("ClaimHasOneWinner", "a second claim", planted => planted.Claim("claim", true)),
        ("DeliveredStepHasOneWinner", "a second step", planted => planted.Advance(0, true)),
        ("VersionHasOneWinner", "a second update of a version", planted =>
        {
            planted.Update("other", 1, basedOn: 2, ("counter", 2));
            planted.Final = planted.Final with { Counters = With(planted.Final.Counters, "other", 1) };
        }),

        ("IndexStandsForOneEvent", "an event at the index of another", planted =>
        {
            planted.Add("f", 3);
            planted.Delete("f");
        }),
        ("IndicesAreDense", "a gap", planted =>
        {
            planted.Add("f", 5);
            planted.Keep(Event("f", 5));
        }),
        ("CountersEqualTheTally", "event_count", planted => planted.Final = planted.Final with { EventCount = 5 }),
        ("CountersEqualTheTally", "latest_index", planted => planted.Final = planted.Final with { EventCount = 5, LatestIndex = 4 }),
        ("CountersEqualTheTally", "the count", planted => planted.Damage = final => final with { Count = 2 }),
        ("AnswersNameTheEvent", "the answer to another event", planted =>
            planted.Answer(Start(Operation.Add) with { Events = [new("f")] }, Reply with { Added = [new("a", 0, Committed: false)] })),
        ("AnswersNameTheEvent", "a batch out of order", planted =>
        {
            planted.AddMany(("f", 5), ("g", 4));
            planted.Keep(Event("g", 4));
            planted.Keep(Event("f", 5));
        }),
        ("AnswersNameTheEvent", "an event behind the others of its batch, although what it was a duplicate of had been deleted before", planted =>
        {
            planted.Delete("b");
            CommitLate(planted, ("f", 4), ("g", 6), ("h", 5));
        }),
        ("AnswersNameTheEvent", "an event behind the others of its batch, although what was deleted meanwhile was another", planted =>
            CommitLate(planted, ("f", 4), ("g", 6), ("h", 5), meanwhile: "a")),
        ("AnswersNameTheEvent", "an event before the others of its batch", planted => CommitLate(planted, ("f", 5), ("g", 4), ("h", 6), meanwhile: "b")),
        ("BatchesAreWhole", "half a batch", planted =>
        {
            planted.Fail(Start(Operation.AddMany) with { Events = [new("f"), new("g")] }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: true);
            planted.Keep(Event("f", 4));
        }),
        ("NothingThatNobodySent", "an event", planted => planted.Keep(Event("f", 4))),
        ("NothingThatNobodySent", "an event that was refused", planted =>
        {
            planted.Fail(Start(Operation.Add) with { Events = [new("f")] }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: false);
            planted.Keep(Event("f", 4));
        }),
        ("NothingThatNobodySent", "a key", planted => planted.Events[0] = Event("a", 0, "another key")),
        ("NothingThatNobodySent", "a body", planted => planted.Events[0] = Event("a", 0) with { Body = "Other words" }),
        ("NothingThatNobodySent", "a counter", planted => planted.Final = planted.Final with { Counters = With(planted.Final.Counters, "counter", 3) }),
        ("NothingThatNobodySent", "a marker", planted => planted.Final = planted.Final with { Markers = With(planted.Final.Markers, "z", 0) }),
        ("EverythingIsReadable", "a damaged record", planted => planted.Damage = final => final with { Unreadable = ["a: It is empty."] }),
        ("KeysNameTheirEvent", "an event without its id", planted => planted.Damage = final => final with { IndexById = Without(final.IndexById, "a") }),
        ("KeysNameTheirEvent", "an event without its key", planted => planted.Damage = final => final with { EventByKey = new Dictionary<string, string>() }),
        ("KeysNameTheirEvent", "an id without its event", planted => planted.Damage = final => final with { IndexById = With(final.IndexById, "d", 2) }),
        ("UnreadEqualsTheCount", "an unread count in the end", planted => planted.Damage = final => final with { Unread = With(final.Unread, "x", 2) }),
        ("UnreadEqualsTheCount", "an unread count under load", planted =>
        {
            planted.CountUnread("z", 5);
            planted.Add("f", 4);
            planted.Keep(Event("f", 4));
        }),
        ("ReadsAreInOrder", "an event passed over", planted => planted.Read(-1, 2, ("a", 0), ("e", 3))),
        ("ReadsAreInOrder", "a page that descends", planted => planted.Read(-1, 2, ("b", 1), ("a", 0))),
        ("ReadsAreInOrder", "a page that is too long", planted => planted.Read(-1, 1, ("a", 0), ("b", 1))),
        ("ReadsAreFresh", "a stale page", planted => planted.Read(-1, 10, ("a", 0), ("b", 1))),
        ("ClaimHasAWinner", "a claim that nobody won", planted => planted.Claim("other", false)),
        ("DeliveredStepsHaveWinners", "a step that nobody made", planted => planted.Final = planted.Final with { DeliveredIndex = 1 }),
        ("ErrorsAreOfTheContract", "another exception", planted => planted.Fail(Start(Operation.Markers), "System.NullReferenceException", mayHaveTakenEffect: true)),
        ("ErrorsAreOfTheContract", "a room that is not found", planted => planted.Fail(Start(Operation.GetRoom), ConversationStoreErrorCodes.NotFound, mayHaveTakenEffect: false)),
        ("MarkersNeverGoBack", "a marker that goes back", planted => planted.Markers(("x", 0), ("y", 3))),
        ("MarkersNeverGoBack", "a marker that vanishes", planted => planted.Markers(("y", 3))),
        ("CountersNeverGoBack", "an overwritten patch", planted => planted.Get(3, ("counter", 1))),
        ("DeliveredIndicesNeverGoBack", "a delivered index that goes back", planted => planted.GetDelivered(-1)),
        ("VersionsNeverGoBack", "a version that goes back", planted => planted.Get(2, ("counter", 2))),

        ("CallsEnd", "a call that is late", planted => planted.Answer(Start(Operation.Markers), Reply with { Numbers = planted.Final.Markers }, duration: TimeSpan.FromSeconds(31))),
        ("CallsEnd", "a call that is late although its driver stood still for a while", planted =>
            planted.AnswerOverStall(Start(Operation.Markers), Reply with { Numbers = planted.Final.Markers }, stall: TimeSpan.FromSeconds(10), duration: TimeSpan.FromSeconds(41))),
        ("CallsEnd", "a call without an end in the record of a driver that ended", planted => planted.CutOff(Start(Operation.Add) with { Events = [new("f")] })),
        ("CallsEnd", "a call without an end in a record that goes on", planted =>
        {
            planted.IsClosed = false;
            planted.CutOff(Start(Operation.Add) with { Events = [new("f")] });
            for (var i = 0; i < 20; i++) planted.Answer(Start(Operation.Markers), Reply with { Numbers = planted.Final.Markers }, duration: TimeSpan.FromSeconds(2));
        }),
    ];

    /// <summary>Histories that look odd, and are as they may be.</summary>
    public static IReadOnlyList<(string What, Action<PlantedHistory> Plant)> Innocent { get; } =
    [
        ("a walk over rooms that meets the room", planted => planted.ListRooms(SentRooms.AllCriteria[0], PlantedHistory.Room)),
        ("a walk over the rooms of a status that it does not have", planted => planted.ListRooms(SentRooms.AllCriteria.First(criteria => !criteria.Match(TheRoom.OrganizationId, TheRoom.Status.Value)))),
        ("nothing", _ => { }),
        ("a call that is late because its driver stood still", planted =>
            planted.AnswerOverStall(Start(Operation.Markers), Reply with { Numbers = planted.Final.Markers }, stall: TimeSpan.FromSeconds(10), duration: TimeSpan.FromSeconds(39))),
        ("an add without a known outcome that is there", planted =>
        {
            planted.Fail(Start(Operation.Add) with { Events = [new("f")] }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: true);
            planted.Keep(Event("f", 4));
        }),
        ("an add without a known outcome that is not there", planted => planted.Fail(Start(Operation.Add) with { Events = [new("f")] }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: true)),
        ("a call that was cut off with its driver", planted =>
        {
            planted.IsClosed = false;
            planted.CutOff(Start(Operation.Add) with { Events = [new("f")] });
        }),
        ("a deletion without a known outcome that took effect", planted =>
        {
            planted.Fail(Start(Operation.Delete) with { EventId = "a" }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: true);
            planted.Events.RemoveAt(0);
        }),
        ("a deletion without a known outcome that did not", planted => planted.Fail(Start(Operation.Delete) with { EventId = "a" }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: true)),
        ("an event that was deleted and sent again", planted =>
        {
            planted.Delete("a");
            planted.Add("a", 4);
            planted.Events.RemoveAt(0);
            planted.Keep(Event("a", 4));
        }),
        ("a key that was free again after a deletion", planted =>
        {
            planted.Delete("b");
            planted.Add("f", 4, key: "key");
            planted.Events.RemoveAt(1);
            planted.Keep(Event("f", 4, "key"));
        }),
        ("a patch without a known outcome that comes late", planted =>
        {
            planted.Fail(Start(Operation.PatchMetadata) with { Key = "counter", Value = 3 }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: true);
            planted.Patch("counter", 4, version: 4);
            planted.Get(5, ("counter", 3));
            planted.Final = planted.Final with { Version = 5, Counters = With(planted.Final.Counters, "counter", 3) };
        }),
        ("a claim without a known outcome that nobody else won", planted =>
        {
            planted.Fail(Start(Operation.Claim) with { Key = "other" }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: true);
            planted.Claim("other", false);
        }),
        ("a whole batch without a known outcome", planted =>
        {
            planted.Fail(Start(Operation.AddMany) with { Events = [new("f"), new("g")] }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: true);
            planted.Keep(Event("f", 4));
            planted.Keep(Event("g", 5));
        }),
        ("an event behind the others of its batch, after what it was a duplicate of was deleted meanwhile", planted => CommitLate(planted, ("f", 4), ("g", 6), ("h", 5), meanwhile: "b")),
        ("refusals", planted =>
        {
            planted.Fail(Start(Operation.CreateRoom), ConversationStoreErrorCodes.AlreadyExists, mayHaveTakenEffect: false);
            planted.Fail(Start(Operation.UpdateRoom) with { Key = "counter", Value = 3, Version = 1 }, ConversationStoreErrorCodes.Conflict, mayHaveTakenEffect: false);
            planted.Fail(Start(Operation.Add) with { Events = [new("f")] }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: false);
        }),
    ];

    // A batch whose second event has the key of b, which is gone in the end unless it is another that is deleted meanwhile.
    private static void CommitLate(PlantedHistory planted, (string Id, long Index) first, (string Id, long Index) keyed, (string Id, long Index) last, string? meanwhile = null)
    {
        var key = meanwhile == "a" ? null : "key";
        planted.Answer(
            Start(Operation.AddMany) with { Events = [new(first.Id), new(keyed.Id, key), new(last.Id)] },
            Reply with { Added = [new(first.Id, first.Index, true), new(keyed.Id, keyed.Index, true), new(last.Id, last.Index, true)] },
            meanwhile: () =>
            {
                if (meanwhile is not null) planted.Delete(meanwhile);
            });
        planted.Events.RemoveAll(one => one.Id == (meanwhile ?? "b"));
        foreach (var (id, index) in ((string, long)[])[first, keyed, last]) planted.Events.Add(Event(id, index, id == keyed.Id ? key : null));
        planted.Final = planted.Final with { LatestIndex = 6, EventCount = 7 };
    }

    private static Dictionary<TKey, TValue> With<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> values, TKey key, TValue value)
        where TKey : notnull => new(values) { [key] = value };

    private static Dictionary<TKey, TValue> Without<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> values, TKey key)
        where TKey : notnull => new(values.Where(pair => !pair.Key.Equals(key)));
}
