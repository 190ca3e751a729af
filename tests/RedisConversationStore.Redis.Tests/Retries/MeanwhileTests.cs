using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Retries;

/// <summary>What others write between two attempts of a call stays: a call that comes twice ends where the call and then the other one end.</summary>
public abstract class MeanwhileTests(RedisFixture fixture) : RetryTest(fixture)
{
    private const string Room = Samples.RoomId;

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static Dictionary<string, Case> Cases { get; } = new()
    {
        ["room created, then changed"] = new("rooms/create", store => store.Rooms.CreateAsync(Samples.Room("new")), store => store.Rooms.PatchMetadataAsync("new", DataObject.Of(("by", "another")))),
        ["room updated twice"] = new("rooms/update", store => store.Rooms.UpdateAsync(Samples.FullRoom() with { Metadata = Mine }), store => store.Rooms.UpdateAsync(Samples.FullRoom() with { Metadata = Others })) { Answer = store => store.Rooms.GetAsync(Room) },
        ["room updated at a version, then changed"] = new("rooms/update", store => store.Rooms.UpdateAsync(Samples.FullRoom("doomed 0") with { Metadata = Mine }, 1), store => store.Rooms.PatchMetadataAsync("doomed 0", Others)) { Answer = store => store.Rooms.GetAsync("doomed 0") },
        ["room moved to another status twice"] = new("rooms/update", store => store.Rooms.UpdateAsync(Samples.FullRoom() with { Status = RoomStatus.Paused }), store => store.Rooms.UpdateAsync(Samples.FullRoom() with { Status = RoomStatus.Closed })) { Answer = store => store.Rooms.GetAsync(Room) },
        ["metadata patched twice"] = new("rooms/patch_metadata", store => store.Rooms.PatchMetadataAsync(Room, Mine), store => store.Rooms.PatchMetadataAsync(Room, Others, ["m"])) { Answer = store => store.Rooms.GetAsync(Room) },
        ["delivered index advanced twice"] = new("rooms/advance_delivered", store => store.Rooms.AdvanceDeliveredIndexAsync(Room, 0), store => store.Rooms.AdvanceDeliveredIndexAsync(Room, 1)),
        ["room deleted, then created again"] = new("rooms/delete", store => store.Rooms.DeleteAsync("doomed 0"), async store =>
        {
            await store.Rooms.CreateAsync(Samples.Room("doomed 0"));
            await store.Events.AddAsync(Samples.Event("second life") with { RoomId = "doomed 0" });
        }),
        ["room deleted under a condition, then created again"] = new("rooms/delete", store => store.Rooms.DeleteAsync("doomed 0", new RoomConditions { Version = 1 }), store => store.Rooms.CreateAsync(Samples.Room("doomed 0"))),
        ["room closed under a condition, then changed"] = new("rooms/update", store => store.Rooms.CloseAsync("doomed 0", new() { Version = 1 }), store => store.Rooms.PatchMetadataAsync("doomed 0", Others)) { Answer = store => store.Rooms.GetAsync("doomed 0") },
        ["event added, then updated"] = new("events/add", store => store.Events.AddAsync(Samples.Event("new")), store => store.Events.UpdateAsync(Samples.Event("new") with { Content = Said("by another") })),
        ["event added, then again by another"] = new("events/add", store => store.Events.AddAsync(Keyed("new")), store => store.Events.AddAsync(Keyed("of another"))),
        ["events added, then others"] = new("events/add_many", store => store.Events.AddManyAsync(Room, [Samples.Event("new 1"), Samples.Event("new 2")]), store => store.Events.AddManyAsync(Room, [Samples.Event("others"), Samples.Event("new 2")])),
        ["event added, then the room closed"] = new("events/add", store => store.Events.AddAsync(Keyed("new"), new() { RefuseWhenClosed = true }), store => store.Rooms.UpdateAsync(Samples.FullRoom() with { Status = RoomStatus.Closed })),
        ["event imported, then updated"] = new("events/import", store => store.Events.ImportAsync(Samples.Event("new") with { Index = 50 }), store => store.Events.UpdateAsync(Samples.Event("new") with { Content = Said("by another") })),
        ["event updated twice"] = new("events/update", store => store.Events.UpdateAsync(Samples.FullEvent("full") with { Content = Said("mine") }), store => store.Events.UpdateAsync(Samples.FullEvent("full") with { Content = Said("by another"), Type = EventType.Edit })),
        ["thread deleted, then added again"] = new("events/delete", store => store.Events.DeleteAsync(Room, "root 0"), store => store.Events.AddManyAsync(Room, [Keyed("root 0"), Samples.Reply("reply 0", "root 0")])),
        ["event deleted, then added again"] = new("events/delete", store => store.Events.DeleteAsync(Room, "single 0", cascade: false), store => store.Events.AddAsync(Samples.Event("single 0"))),
        ["key claimed twice"] = new("idempotency/claim", store => store.Idempotency.ClaimAsync(Room, "new"), store => store.Idempotency.ClaimAsync(Room, "new")),
        ["key released, then claimed"] = new("idempotency/release", store => store.Idempotency.ReleaseAsync(Room, "claimed 0"), store => store.Idempotency.ClaimAsync(Room, "claimed 0")) { Reads = store => store.Idempotency.IsSeenAsync(Room, "claimed 0") },
        ["binding added, then updated"] = new("records/put", store => store.Bindings.AddAsync(Samples.Binding("new")), store => store.Bindings.UpdateAsync(Samples.Binding("new") with { Muted = true, ParticipantId = "another" })),
        ["binding added, then removed"] = new("records/put", store => store.Bindings.AddAsync(Samples.Binding("new")), store => store.Bindings.RemoveAsync(Room, "new")),
        ["binding updated twice"] = new("records/put", store => store.Bindings.UpdateAsync(Samples.FullBinding() with { Visibility = "none" }), store => store.Bindings.UpdateAsync(Samples.FullBinding() with { Visibility = "internal" })),
        ["binding moved to another participant twice"] = new("records/put", store => store.Bindings.UpdateAsync(Samples.FullBinding() with { ParticipantId = "mine" }), store => store.Bindings.UpdateAsync(Samples.FullBinding() with { ParticipantId = "another's" })),
        ["binding removed, then added again"] = new("records/remove", store => store.Bindings.RemoveAsync(Room, "doomed 0"), store => store.Bindings.AddAsync(Samples.Binding("doomed 0"))),
        ["participant added, then updated"] = new("records/put", store => store.Participants.AddAsync(Samples.Participant("new")), store => store.Participants.UpdateAsync(Samples.Participant("new") with { DisplayName = "by another" })),
        ["participant updated twice"] = new("records/put", store => store.Participants.UpdateAsync(Samples.FullParticipant() with { DisplayName = "mine" }), store => store.Participants.UpdateAsync(Samples.FullParticipant() with { DisplayName = "by another" })),
        ["participant removed, then added again"] = new("records/remove", store => store.Participants.RemoveAsync(Room, "doomed 0"), store => store.Participants.AddAsync(Samples.Participant("doomed 0"))),
        ["identity created, then linked"] = new("identities/put", store => store.Identities.CreateAsync(Samples.FullIdentity("new")), store => store.Identities.LinkAddressAsync("new", ChannelType.Sms, "+1")) { Reads = store => store.Identities.GetAsync("new") },
        ["identity created twice"] = new("identities/put", store => store.Identities.CreateAsync(Samples.FullIdentity("new")), store => store.Identities.CreateAsync(Samples.FullIdentity("new"))) { Reads = store => store.Identities.GetAsync("new") },
        ["address linked twice"] = new("identities/put", store => store.Identities.LinkAddressAsync("identity", ChannelType.Sms, "+1"), LinkToAnotherAsync) { Reads = store => store.Identities.ResolveAsync(ChannelType.Sms, "+1") },
        ["task claimed, then by another"] = new("hints/claim_locator", store => store.Tasks.AddAsync(Samples.FullTask("new")), store => store.Tasks.AddAsync(Samples.FullTask("new", "doomed 0"))),
        ["task added, then updated"] = new("records/put", store => store.Tasks.AddAsync(Samples.FullTask("new")), store => store.Tasks.UpdateAsync(Samples.FullTask("new") with { Title = "by another" })),
        ["task added twice"] = new("records/put", store => store.Tasks.AddAsync(Samples.FullTask("new")), store => store.Tasks.AddAsync(Samples.FullTask("new"))),
        ["task updated twice"] = new("records/put", store => store.Tasks.UpdateAsync(Samples.FullTask() with { Title = "mine" }), store => store.Tasks.UpdateAsync(Samples.FullTask() with { Title = "by another" })),
        ["observation added, then updated"] = new("records/put", store => store.Observations.AddAsync(Samples.FullObservation("new")), store => store.Observations.UpdateAsync(Samples.FullObservation("new") with { Content = "by another" })),
        ["observation updated twice"] = new("records/put", store => store.Observations.UpdateAsync(Samples.FullObservation() with { Content = "mine" }), store => store.Observations.UpdateAsync(Samples.FullObservation() with { Content = "by another" })),
        ["marker moved on"] = new("read_state/mark_read", store => store.ReadState.MarkReadAsync(Room, "reader", "root 0"), store => store.ReadState.MarkAllReadAsync(Room, "reader")) { Answer = _ => Task.FromResult(false) },
    };

    private static DataObject Mine => DataObject.Of(("by", "me"));

    private static DataObject Others => DataObject.Of(("by", "another"));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_others_write_between_two_attempts_stays(string name)
    {
        var (script, call, other) = Cases[name];
        var repeating = new RepeatingConnection(Fixture.Connection);
        var shared = CreateOptions();
        var (reference, others) = (await SeedAsync(CreateOptions()), await SeedAsync(shared));
        var mine = new RedisConversationStore(repeating.Connection, shared);

        var expected = await OutcomeAsync(() => call(reference));
        await IgnoreRefusalAsync(other(reference));
        repeating.Between(script, () => IgnoreRefusalAsync(other(others)));
        var outcome = await OutcomeAsync(() => call(mine));

        Assert.False(repeating.IsAwaiting);
        Assert.Equal(Cases[name].Answer is { } answer ? await OutcomeAsync(() => answer(others)) : expected, outcome);
        Assert.Equal(await ContentsAsync(reference), await ContentsAsync(others));
        if (Cases[name].Reads is { } reads) Assert.Equal(await OutcomeAsync(() => reads(reference)), await OutcomeAsync(() => reads(others)));
    }

    [Fact]
    public async Task Event_whose_original_is_deleted_meanwhile_is_committed_behind_the_others_of_its_call()
    {
        var repeating = new RepeatingConnection(Fixture.Connection);
        var shared = CreateOptions();
        var others = await SeedAsync(shared);
        var mine = new RedisConversationStore(repeating.Connection, shared);
        await others.Events.AddAsync(Keyed("original"), cancellationToken: Token);

        repeating.Between("events/add_many", () => others.Events.DeleteAsync(Room, "original", cancellationToken: Token));
        var added = await mine.Events.AddManyAsync(Room, [Samples.Event("new 1"), Keyed("new 2"), Samples.Event("new 3")], cancellationToken: Token);

        Assert.False(repeating.IsAwaiting);
        var first = added[0].Event.Index;
        Assert.Equal([(AddEventOutcome.Committed, first), (AddEventOutcome.Committed, first + 2), (AddEventOutcome.Committed, first + 1)], added.Select(result => (result.Outcome, result.Event.Index)));
    }

    private static RoomEvent Keyed(string id) => Samples.Event(id) with { IdempotencyKey = "new key" };

    private static TextContent Said(string body) => new() { Body = body };

    private static async Task LinkToAnotherAsync(IConversationStore store)
    {
        await store.Identities.CreateAsync(Samples.Identity("another"));
        await store.Identities.LinkAddressAsync("another", ChannelType.Sms, "+1");
    }

    private static async Task IgnoreRefusalAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (RecordAlreadyExistsException)
        {
            // As it should: the call came first.
        }
    }

    /// <summary>A call, and what another replica does between its two attempts.</summary>
    /// <param name="Script">The script between whose attempts it happens.</param>
    /// <param name="Call">The call.</param>
    /// <param name="Other">What the other replica does.</param>
    private sealed record Case(string Script, Func<IConversationStore, Task> Call, Func<IConversationStore, Task> Other)
    {
        /// <summary>What to read besides, where a transcript does not have it.</summary>
        internal Func<IConversationStore, Task>? Reads { get; init; }

        /// <summary>The answer, where it is not as if nobody had come between.</summary>
        internal Func<IConversationStore, Task>? Answer { get; init; }
    }
}

public sealed class MeanwhileTestsOnDevServer(DevServerFixture fixture) : MeanwhileTests(fixture);

public sealed class MeanwhileTestsOnRedisServer(RedisServerFixture fixture) : MeanwhileTests(fixture);
