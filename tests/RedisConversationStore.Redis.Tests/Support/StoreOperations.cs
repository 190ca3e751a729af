using Conversations.Conformance;

namespace Conversations.Redis.Tests;

/// <summary>One call of the contract, to be made on a room that <see cref="StoreOperations.SeedAsync"/> has filled.</summary>
/// <param name="Name">The member called, as the documentation names it, and after a colon what is special about the call.</param>
/// <param name="RoundTrips">How often the call waits for the server.</param>
/// <param name="Call">Makes the call. The number differs from call to call, for ids that must be new.</param>
public sealed record StoreOperation(string Name, int RoundTrips, Func<IConversationStore, int, Task> Call)
{
    /// <summary>The member called.</summary>
    public string Member => Name.Split(": ")[0];

    /// <summary>Whether the number of round trips is the one the documentation begins with.</summary>
    public bool IsDocumentedCase => Member == Name;
}

/// <summary>Every operation of the contract, so that what must hold for all of them can be tested on all of them.</summary>
internal static class StoreOperations
{
    private const string Noisy = "noisy";

    // A channel with as many rooms as a page, and a participant who is in them by it; in the newest by another type of channel.
    private const string Crowded = "crowded";
    private const string Regular = "regular";
    private const int Crowd = 10;

    private const string Room = Samples.RoomId;

    internal static IReadOnlyList<StoreOperation> All { get; } =
    [
        .. Rooms(), .. Directory(), .. Events(), .. Idempotency(), .. Bindings(), .. Participants(), .. Identities(), .. Tasks(), .. Observations(), .. ReadState(),
    ];

    /// <summary>Fills the sample room with one record of each kind, and more for calls that use records up.</summary>
    internal static async Task SeedAsync(IConversationStore store, int calls)
    {
        await store.Rooms.CreateAsync(Samples.FullRoom());
        await store.Rooms.CreateAsync(Samples.Room(Noisy));
        await store.Events.AddManyAsync(Noisy, [.. Enumerable.Range(0, 100).Select(i => Samples.Event($"noise {i}") with { RoomId = Noisy, Type = EventType.Typing })]);
        for (var member = 1; member <= Crowd; member++)
        {
            var room = Samples.Room($"crowd {member}");
            await store.Rooms.CreateAsync(room with { CreatedAt = room.CreatedAt.AddSeconds(member) });
            await store.Bindings.AddAsync(Samples.Binding(Crowded) with { RoomId = room.Id, ParticipantId = Regular, ChannelType = member < Crowd ? ChannelType.Sms : ChannelType.Email });
        }

        for (var call = 0; call < calls; call++)
        {
            await store.Rooms.CreateAsync(Samples.Room($"doomed {call}"));
            await store.Events.AddAsync(Samples.FullEvent($"doomed {call}", $"doomed {call}"));
            await store.Rooms.CreateAsync(Samples.Room($"open {call}"));
            await store.Tasks.AddAsync(Samples.FullTask($"doomed {call}", $"doomed {call}"));
            await store.Events.AddManyAsync(Room, [Samples.Event($"root {call}") with { IdempotencyKey = $"key of root {call}" }, Samples.Reply($"reply {call}", $"root {call}"), Samples.Event($"single {call}")]);
            await store.Idempotency.ClaimAsync(Room, $"claimed {call}");
            await store.Bindings.AddAsync(Samples.Binding($"doomed {call}") with { ParticipantId = "participant" });
            await store.Participants.AddAsync(Samples.Participant($"doomed {call}"));
        }

        await store.Events.AddAsync(Samples.FullEvent("full"));
        await store.Events.AddAsync(Samples.Reply("reply", "full"));
        await store.Bindings.AddAsync(Samples.FullBinding());
        await store.Participants.AddAsync(Samples.FullParticipant());
        await store.Identities.CreateAsync(Samples.FullIdentity());
        await store.Tasks.AddAsync(Samples.FullTask());
        await store.Observations.AddAsync(Samples.FullObservation());
    }

    private static StoreOperation[] Rooms() =>
    [
        new("IRoomStore.CreateAsync(Room)", 3, (store, n) => store.Rooms.CreateAsync(Samples.FullRoom($"new {n}"))),
        new("IRoomStore.GetAsync(String)", 1, (store, _) => store.Rooms.GetAsync(Room)),
        new("IRoomStore.ExistsAsync(String)", 1, (store, _) => store.Rooms.ExistsAsync(Room)),
        new("IRoomStore.UpdateAsync(Room)", 2, (store, _) => store.Rooms.UpdateAsync(Samples.FullRoom())),
        new("IRoomStore.UpdateAsync(Room): another status", 4, (store, n) => store.Rooms.UpdateAsync(Samples.FullRoom() with { Status = new($"status-{n}") })),
        new("IRoomStore.UpdateAsync(Room,Int64): a room of the first version", 2, (store, n) => store.Rooms.UpdateAsync(Samples.Room($"doomed {n}"), expectedVersion: 1)),
        new("RoomStoreExtensions.UpdateAsync(IRoomStore,String,Func{Room,Room},Int32)", 3, (store, _) => store.Rooms.UpdateAsync(Room, room => room with { Metadata = DataObject.Empty })),
        new("IRoomStore.PatchMetadataAsync(String,DataObject,IReadOnlyList{String})", 1, (store, n) => store.Rooms.PatchMetadataAsync(Room, DataObject.Of(("n", n)), ["m"])),
        new("IRoomStore.DeleteAsync(String): see the tests of deletion", 0, (store, n) => store.Rooms.DeleteAsync($"doomed {n}")),
        new("IRoomStore.DeleteAsync(String,RoomConditions): see the tests of deletion", 0, (store, n) => store.Rooms.DeleteAsync($"doomed {n}", new RoomConditions { LatestIndex = 0 })),
        new("IRoomStore.CloseAsync(String,RoomConditions)", 4, (store, n) => store.Rooms.CloseAsync($"open {n}", new() { LatestIndex = -1 })),
        new("IRoomStore.CloseAsync(String,RoomConditions): a closed room", 1, (store, _) => store.Rooms.CloseAsync(Noisy)),
        new("IRoomStore.ListAsync(Int32,Int32)", 2, (store, _) => store.Rooms.ListAsync()),
        new("IRoomStore.ListAfterAsync(Nullable{RoomPosition},RoomQuery,Int32)", 2, (store, _) => store.Rooms.ListAfterAsync(null)),
        new("IRoomStore.ListAfterAsync(Nullable{RoomPosition},RoomQuery,Int32): after a room", 2, (store, _) => store.Rooms.ListAfterAsync(RoomPosition.Of(Samples.Room("crowd 3")), limit: 5)),
        new("IRoomStore.LoadContextAsync(String)", 1, (store, _) => store.Rooms.LoadContextAsync(Room)),
        new("IRoomStore.GetDeliveredIndexAsync(String)", 1, (store, _) => store.Rooms.GetDeliveredIndexAsync(Room)),
        new("IRoomStore.AdvanceDeliveredIndexAsync(String,Int64,Boolean)", 1, (store, n) => store.Rooms.AdvanceDeliveredIndexAsync(Room, n, force: true)),
    ];

    private static StoreOperation[] Directory() =>
    [
        new("IRoomDirectory.FindAsync(RoomQuery,Int32,Int32)", 2, (store, _) => store.Directory.FindAsync(new() { OrganizationId = "org-1" })),
        new("IRoomDirectory.FindLatestAsync(String,Nullable{ChannelType},Nullable{RoomStatus})", 3, (store, _) => store.Directory.FindLatestAsync("participant")),
        new("IRoomDirectory.FindLatestAsync(String,Nullable{ChannelType},Nullable{RoomStatus}): of many, of which the newest does not match", 4, (store, _) => store.Directory.FindLatestAsync(Regular, ChannelType.Sms)),
        new("IRoomDirectory.FindIdsByChannelAsync(String,Nullable{RoomStatus},Int32)", 3, (store, _) => store.Directory.FindIdsByChannelAsync(Crowded)),
        new("RoomDirectoryExtensions.FindIdByChannelAsync(IRoomDirectory,String,Nullable{RoomStatus})", 3, (store, _) => store.Directory.FindIdByChannelAsync(Crowded)),
    ];

    private static StoreOperation[] Events() =>
    [
        new("IEventStore.AddAsync(RoomEvent,AddEventOptions)", 1, (store, n) => store.Events.AddAsync(Samples.FullEvent($"new {n}") with { Type = EventType.Message })),
        new("IEventStore.AddAsync(RoomEvent,AddEventOptions): a duplicate", 1, (store, _) => store.Events.AddAsync(Samples.FullEvent("full"))),
        new("IEventStore.AddManyAsync(String,IReadOnlyList{RoomEvent},AddEventOptions)", 1, (store, n) => store.Events.AddManyAsync(Room, [.. Enumerable.Range(0, 50).Select(i => Samples.FullEvent($"one of many {n} {i}") with { Type = EventType.Message })])),
        new("IEventStore.ImportAsync(RoomEvent)", 1, (store, n) => store.Events.ImportAsync(Samples.FullEvent($"imported {n}") with { Index = 100_000 + n })),
        new("IEventStore.GetAsync(String)", 2, (store, _) => store.Events.GetAsync("full")),
        new("IEventStore.GetAsync(String,String)", 1, (store, _) => store.Events.GetAsync(Room, "full")),
        new("IEventStore.UpdateAsync(RoomEvent)", 1, (store, _) => store.Events.UpdateAsync(Samples.FullEvent("full"))),
        new("IEventStore.DeleteAsync(String,String,Boolean)", 3, (store, n) => store.Events.DeleteAsync(Room, $"root {n}")),
        new("IEventStore.DeleteAsync(String,String,Boolean): one event", 3, (store, n) => store.Events.DeleteAsync(Room, $"single {n}", cascade: false)),
        new("IEventStore.ListAsync(String,EventPage,EventFilter)", 1, (store, _) => store.Events.ListAsync(Room, EventPage.Newest())),
        new("IEventStore.ListAsync(String,EventPage,EventFilter): before an index", 1, (store, _) => store.Events.ListAsync(Room, EventPage.Before(5))),
        new("IEventStore.ListAsync(String,EventPage,EventFilter): filtered", 1, (store, _) => store.Events.ListAsync(Room, EventPage.After(-1), new() { IncludeTypes = [EventType.Message] })),
        new("IEventStore.ListAsync(String,EventPage,EventFilter): of a type", 1, (store, _) => store.Events.ListAsync(Room, EventPage.After(-1), new() { IncludeTypes = [EventType.Typing] })),
        new("IEventStore.ConversationAsync(String,Int32,Nullable{Int64}): over a long run of other events", 2, (store, _) => store.Events.ConversationAsync(Noisy)),
        new("IEventStore.ConversationAsync(String,Int32,Nullable{Int64})", 1, (store, _) => store.Events.ConversationAsync(Room)),
        new("IEventStore.TimelineAsync(String,Int32,Nullable{Int64})", 1, (store, _) => store.Events.TimelineAsync(Room)),
        new("IEventStore.ContinueAsync(String,EventCursor,Int32)", 1, (store, _) => store.Events.ContinueAsync(Room, EventCursor.Start)),
        new("IEventStore.ThreadSummariesAsync(String,IReadOnlyList{String})", 1, (store, _) => store.Events.ThreadSummariesAsync(Room, ["full", "single"])),
        new("IEventStore.CountAsync(String)", 1, (store, _) => store.Events.CountAsync(Room)),
    ];

    private static StoreOperation[] Idempotency() =>
    [
        new("IIdempotencyStore.IsSeenAsync(String,String)", 1, (store, _) => store.Idempotency.IsSeenAsync(Room, "key of full")),
        new("IIdempotencyStore.ClaimAsync(String,String,Nullable{TimeSpan})", 1, (store, n) => store.Idempotency.ClaimAsync(Room, $"new {n}")),
        new("IIdempotencyStore.ReleaseAsync(String,String)", 1, (store, n) => store.Idempotency.ReleaseAsync(Room, $"claimed {n}")),
        new("IIdempotencyStore.GetEventAsync(String,String)", 1, (store, _) => store.Idempotency.GetEventAsync(Room, "key of full")),
    ];

    private static StoreOperation[] Bindings() =>
    [
        new("IBindingStore.AddAsync(ChannelBinding)", 3, (store, n) => store.Bindings.AddAsync(Samples.FullBinding($"new {n}"))),
        new("IBindingStore.UpdateAsync(ChannelBinding)", 2, (store, _) => store.Bindings.UpdateAsync(Samples.FullBinding() with { Muted = false })),
        new("IBindingStore.UpdateAsync(ChannelBinding): another participant", 4, (store, n) => store.Bindings.UpdateAsync(Samples.FullBinding() with { ParticipantId = $"other {n}" })),
        new("IBindingStore.GetAsync(String,String)", 1, (store, _) => store.Bindings.GetAsync(Room, Samples.ChannelId)),
        new("IBindingStore.ExistsAsync(String,String)", 1, (store, _) => store.Bindings.ExistsAsync(Room, Samples.ChannelId)),
        new("IBindingStore.RemoveAsync(String,String)", 1, (store, n) => store.Bindings.RemoveAsync(Room, $"doomed {n}")),
        new("IBindingStore.ListAsync(String)", 1, (store, _) => store.Bindings.ListAsync(Room)),
    ];

    private static StoreOperation[] Participants() =>
    [
        new("IParticipantStore.AddAsync(Participant)", 3, (store, n) => store.Participants.AddAsync(Samples.FullParticipant($"new {n}"))),
        new("IParticipantStore.AddAsync(Participant): again", 2, (store, _) => store.Participants.AddAsync(Samples.FullParticipant())),
        new("IParticipantStore.UpdateAsync(Participant)", 2, (store, _) => store.Participants.UpdateAsync(Samples.FullParticipant())),
        new("IParticipantStore.GetAsync(String,String)", 1, (store, _) => store.Participants.GetAsync(Room, "participant")),
        new("IParticipantStore.RemoveAsync(String,String)", 1, (store, n) => store.Participants.RemoveAsync(Room, $"doomed {n}")),
        new("IParticipantStore.ListAsync(String)", 1, (store, _) => store.Participants.ListAsync(Room)),
    ];

    private static StoreOperation[] Identities() =>
    [
        new("IIdentityStore.CreateAsync(Identity)", 3, (store, n) => store.Identities.CreateAsync(Samples.FullIdentity($"new {n}"))),
        new("IIdentityStore.GetAsync(String)", 1, (store, _) => store.Identities.GetAsync("identity")),
        new("IIdentityStore.ResolveAsync(ChannelType,String,String)", 2, (store, _) => store.Identities.ResolveAsync(ChannelType.Sms, "+43 1 234", "org-1")),
        new("IIdentityStore.LinkAddressAsync(String,ChannelType,String,String)", 3, (store, n) => store.Identities.LinkAddressAsync("identity", ChannelType.Sms, $"+1 {n}")),
    ];

    private static StoreOperation[] Tasks() =>
    [
        new("ITaskStore.AddAsync(ConversationTask)", 3, (store, n) => store.Tasks.AddAsync(Samples.FullTask($"new {n}"))),
        new("ITaskStore.GetAsync(String)", 2, (store, _) => store.Tasks.GetAsync("task")),
        new("ITaskStore.UpdateAsync(ConversationTask)", 2, (store, _) => store.Tasks.UpdateAsync(Samples.FullTask())),
        new("ITaskStore.ListAsync(String,Nullable{ConversationTaskStatus})", 1, (store, _) => store.Tasks.ListAsync(Room)),
    ];

    private static StoreOperation[] Observations() =>
    [
        new("IObservationStore.AddAsync(Observation)", 1, (store, n) => store.Observations.AddAsync(Samples.FullObservation($"new {n}"))),
        new("IObservationStore.GetAsync(String,String)", 1, (store, _) => store.Observations.GetAsync(Room, "observation")),
        new("IObservationStore.UpdateAsync(Observation)", 2, (store, _) => store.Observations.UpdateAsync(Samples.FullObservation())),
        new("IObservationStore.ListAsync(String)", 1, (store, _) => store.Observations.ListAsync(Room)),
    ];

    private static StoreOperation[] ReadState() =>
    [
        new("IReadStateStore.MarkReadAsync(String,String,String)", 1, (store, n) => store.ReadState.MarkReadAsync(Room, $"reader {n}", "full")),
        new("IReadStateStore.MarkAllReadAsync(String,String)", 1, (store, n) => store.ReadState.MarkAllReadAsync(Room, $"other reader {n}")),
        new("IReadStateStore.RestoreMarkerAsync(ReadMarker)", 1, (store, n) => store.ReadState.RestoreMarkerAsync(new() { RoomId = Room, ChannelId = $"third reader {n}", Index = 1 })),
        new("IReadStateStore.UnreadCountAsync(String,String)", 1, (store, _) => store.ReadState.UnreadCountAsync(Room, Samples.ChannelId)),
        new("IReadStateStore.UnreadCountsAsync(String,IReadOnlyList{String})", 1, (store, _) => store.ReadState.UnreadCountsAsync(Samples.ChannelId, [Room, "doomed 0", "doomed 1", "unknown"])),
        new("IReadStateStore.MarkersAsync(String)", 1, (store, _) => store.ReadState.MarkersAsync(Room)),
    ];
}
