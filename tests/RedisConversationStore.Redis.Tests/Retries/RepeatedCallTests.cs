using Conversations.Conformance;
using Conversations.Redis.Tests.Properties;
using Xunit;

namespace Conversations.Redis.Tests.Retries;

/// <summary>Every operation answers, and leaves behind, when all its scripts run twice because the first reply is lost, what it does when they run once.</summary>
public abstract class RepeatedCallTests(RedisFixture fixture) : RetryTest(fixture)
{
    public static TheoryData<string> Operations => [.. RepeatedCalls.Writes.Select(operation => operation.Name)];

    public static TheoryData<string> AlreadyThere => [.. CallsOnWhatIsThere.Keys];

    /// <summary>Calls that find what somebody else did before: a repeat must not take it for their own.</summary>
    private static Dictionary<string, Func<IConversationStore, Task>> CallsOnWhatIsThere { get; } = new()
    {
        ["add an event that is there"] = store => store.Events.AddAsync(Samples.FullEvent("full")),
        ["add an event whose key is taken"] = store => store.Events.AddAsync(Samples.FullEvent("another") with { IdempotencyKey = "key of root 0" }),
        ["add an event whose key is claimed"] = store => store.Events.AddAsync(Samples.Event("another") with { IdempotencyKey = "claimed 0" }),
        ["add the same event twice in one call"] = store => store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("new"), Samples.Event("new"), Samples.Event("other")]),
        ["add two events under one key in one call"] = store => store.Events.AddManyAsync(Samples.RoomId, [Keyed("new", "key"), Keyed("other", "key"), Samples.Event("third"), Keyed("fourth", "key")]),
        ["add events of which some are there"] = store => store.Events.AddManyAsync(Samples.RoomId, [Samples.FullEvent("full"), Samples.Event("new"), Keyed("other", "key of root 0"), Samples.Event("new")]),
        ["add an event that is there and another under its key"] = store => store.Events.AddManyAsync(Samples.RoomId, [Samples.FullEvent("full") with { IdempotencyKey = "key" }, Keyed("other", "key")]),
        ["add an event by key and again by id"] = store => store.Events.AddManyAsync(Samples.RoomId, [Keyed("new", "key of root 0"), Samples.Event("new")]),
        ["add events of which one meets a claim"] = store => store.Events.AddManyAsync(Samples.RoomId, [Keyed("new", "key"), Keyed("other", "claimed 0")]),
        ["import an event that is there"] = store => store.Events.ImportAsync(Samples.Event("single 0") with { Index = 2 }),
        ["import an event under an index that is taken"] = store => store.Events.ImportAsync(Samples.Event("new") with { Index = 2 }),
        ["create a room that is there"] = store => store.Rooms.CreateAsync(Samples.FullRoom()),
        ["update a room that has changed"] = store => store.Rooms.UpdateAsync(Samples.FullRoom("doomed 0"), expectedVersion: 7),
        ["update a room that has not changed"] = store => store.Rooms.UpdateAsync(Samples.FullRoom("doomed 0"), expectedVersion: 1),
        ["delete a room that is not there"] = store => store.Rooms.DeleteAsync("unknown"),
        ["delete a room under a condition that does not hold"] = store => store.Rooms.DeleteAsync("doomed 0", new RoomConditions { LatestIndex = 7 }),
        ["close a room under a condition that does not hold"] = store => store.Rooms.CloseAsync("doomed 0", new() { LatestIndex = 7 }),
        ["close a room under a condition that holds"] = store => store.Rooms.CloseAsync("doomed 0", new() { Version = 1, LatestIndex = 0 }),
        ["advance the delivered index too far"] = store => store.Rooms.AdvanceDeliveredIndexAsync(Samples.RoomId, 2),
        ["advance the delivered index by one"] = store => store.Rooms.AdvanceDeliveredIndexAsync(Samples.RoomId, 0),
        ["update an event that is not there"] = store => store.Events.UpdateAsync(Samples.Event("unknown")),
        ["delete an event that is not there"] = store => store.Events.DeleteAsync(Samples.RoomId, "unknown"),
        ["claim a key that is claimed"] = store => store.Idempotency.ClaimAsync(Samples.RoomId, "claimed 0"),
        ["claim a key of an event"] = store => store.Idempotency.ClaimAsync(Samples.RoomId, "key of root 0"),
        ["release a key that is free"] = store => store.Idempotency.ReleaseAsync(Samples.RoomId, "free"),
        ["create an identity that is there"] = store => store.Identities.CreateAsync(Samples.FullIdentity()),
        ["add a task that is there"] = store => store.Tasks.AddAsync(Samples.FullTask()),
        ["add an observation that is there"] = store => store.Observations.AddAsync(Samples.FullObservation()),
        ["add a binding that is there"] = store => store.Bindings.AddAsync(Samples.FullBinding() with { Muted = false }),
        ["update a binding that is not there"] = store => store.Bindings.UpdateAsync(Samples.FullBinding("unknown")),
        ["remove a participant that is not there"] = store => store.Participants.RemoveAsync(Samples.RoomId, "unknown"),
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Operation_whose_scripts_come_twice_does_what_it_does_once(string name)
    {
        var operation = StoreOperations.All.Single(operation => operation.Name == name);
        return CompareAsync(store => operation.Call(store, 0), RepeatedCalls.MaySayOtherwise(operation) ? Outcome.Of(false) : null);
    }

    [Theory]
    [MemberData(nameof(AlreadyThere))]
    public Task Call_that_comes_twice_does_not_take_for_its_own_what_is_there(string name) => CompareAsync(CallsOnWhatIsThere[name]);

    [Fact]
    public async Task Events_of_a_call_that_comes_twice_are_counted_once()
    {
        var repeating = new RepeatingConnection(Fixture.Connection);
        var store = new RedisConversationStore(repeating.Connection, CreateOptions());
        await store.Rooms.CreateAsync(Samples.Room(), Token);

        var added = await store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("a"), Keyed("b", "key"), Samples.Event("a"), Keyed("c", "key")], cancellationToken: Token);

        Assert.Equal([AddEventOutcome.Committed, AddEventOutcome.Committed, AddEventOutcome.Duplicate, AddEventOutcome.Duplicate], added.Select(result => result.Outcome));
        Assert.Equal([0, 1, 0, 1], added.Select(result => result.Event.Index));
        var room = await store.Rooms.GetAsync(Samples.RoomId, Token);
        Assert.Equal((2, 1), (room!.EventCount, room.LatestIndex));
        Assert.True(repeating.Repeats > 0);
    }

    private async Task CompareAsync(Func<IConversationStore, Task> call, Outcome? expected = null)
    {
        var repeating = new RepeatingConnection(Fixture.Connection);
        var options = CreateOptions();
        var (once, shown) = (await SeedAsync(CreateOptions()), await SeedAsync(options));
        var twice = new RedisConversationStore(repeating.Connection, options);

        var outcome = await OutcomeAsync(() => call(once));
        var repeated = await OutcomeAsync(() => call(twice));

        Assert.Equal(expected ?? outcome, repeated);
        Assert.Equal(await ContentsAsync(once), await ContentsAsync(shown));
        Assert.True(repeating.Repeats > 0);
    }

    private static RoomEvent Keyed(string id, string key) => Samples.Event(id) with { IdempotencyKey = key };
}

public sealed class RepeatedCallTestsOnDevServer(DevServerFixture fixture) : RepeatedCallTests(fixture);

public sealed class RepeatedCallTestsOnRedisServer(RedisServerFixture fixture) : RepeatedCallTests(fixture);
