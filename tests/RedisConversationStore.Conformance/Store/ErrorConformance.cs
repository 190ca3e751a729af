using Xunit;

namespace Conversations.Conformance;

/// <summary>Wrong arguments other than ids are refused before anything is sent.</summary>
/// <param name="fixture">The backend.</param>
public abstract class ErrorConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    private static readonly EventFilter NoFilter = new();

    private static readonly Dictionary<string, Func<IConversationStore, Task>> WrongCalls = new()
    {
        ["List rooms: negative offset"] = store => store.Rooms.ListAsync(-1, cancellationToken: Token),
        ["List rooms: limit 0"] = store => store.Rooms.ListAsync(limit: 0, cancellationToken: Token),
        ["List rooms: limit 1001"] = store => store.Rooms.ListAsync(limit: 1001, cancellationToken: Token),
        ["List rooms after a position: limit 0"] = store => store.Rooms.ListAfterAsync(null, limit: 0, cancellationToken: Token),
        ["List rooms after a position: limit 1001"] = store => store.Rooms.ListAfterAsync(null, limit: 1001, cancellationToken: Token),
        ["List rooms after a position: an instant out of range"] = store => store.Rooms.ListAfterAsync(new RoomPosition { RoomId = "r", CreatedAt = Instants.Latest.AddDays(1) }, cancellationToken: Token),
        ["Enumerate rooms: page size 0"] = async store => await store.Rooms.EnumerateAsync(pageSize: 0, cancellationToken: Token).GetAsyncEnumerator(Token).MoveNextAsync(),
        ["Find rooms: null"] = store => store.Directory.FindAsync(null!, cancellationToken: Token),
        ["Find rooms: negative offset"] = store => store.Directory.FindAsync(new(), -1, cancellationToken: Token),
        ["Find rooms: limit 0"] = store => store.Directory.FindAsync(new(), limit: 0, cancellationToken: Token),
        ["Find rooms: limit 1001"] = store => store.Directory.FindAsync(new(), limit: 1001, cancellationToken: Token),
        ["Find ids by channel: limit 0"] = store => store.Directory.FindIdsByChannelAsync("c", limit: 0, cancellationToken: Token),
        ["Find ids by channel: limit 1001"] = store => store.Directory.FindIdsByChannelAsync("c", limit: 1001, cancellationToken: Token),
        ["Create room: null"] = store => store.Rooms.CreateAsync(null!, Token),
        ["Update room: null"] = store => store.Rooms.UpdateAsync(null!, Token),
        ["Update room: version 0"] = store => store.Rooms.UpdateAsync(Samples.Room(), 0, Token),
        ["Update room: null change"] = store => store.Rooms.UpdateAsync(Samples.RoomId, null!, cancellationToken: Token),
        ["Update room: no attempts"] = store => store.Rooms.UpdateAsync(Samples.RoomId, room => room, 0, Token),
        ["Patch metadata: null"] = store => store.Rooms.PatchMetadataAsync(Samples.RoomId, null!, cancellationToken: Token),
        ["Patch metadata: null key to unset"] = store => store.Rooms.PatchMetadataAsync(Samples.RoomId, DataObject.Empty, [null!], Token),
        ["Patch metadata: too deep"] = store => store.Rooms.PatchMetadataAsync(Samples.RoomId, DataObject.Of(("a", Samples.Deep(64))), cancellationToken: Token),
        ["Patch metadata: unpaired surrogate"] = store => store.Rooms.PatchMetadataAsync(Samples.RoomId, DataObject.Of(("a", "\uD83D")), cancellationToken: Token),
        ["Patch metadata: unpaired surrogate in a key"] = store => store.Rooms.PatchMetadataAsync(Samples.RoomId, DataObject.Of(("\uD83D", 1)), cancellationToken: Token),
        ["Advance delivered index: negative"] = store => store.Rooms.AdvanceDeliveredIndexAsync(Samples.RoomId, -1, force: true, cancellationToken: Token),
        ["Add event: null"] = store => store.Events.AddAsync(null!, cancellationToken: Token),
        ["Add event: time to live 0"] = store => store.Events.AddAsync(Samples.Event("new"), new() { IdempotencyTimeToLive = TimeSpan.Zero }, Token),
        ["Add event: negative time to live"] = store => store.Events.AddAsync(Samples.Event("new"), new() { IdempotencyTimeToLive = TimeSpan.FromSeconds(-1) }, Token),
        ["Add event: time to live too long"] = store => store.Events.AddAsync(Samples.Event("new"), new() { IdempotencyTimeToLive = TimeSpan.FromDays(367) }, Token),
        ["Add many: null"] = store => store.Events.AddManyAsync(Samples.RoomId, null!, cancellationToken: Token),
        ["Add many: null event"] = store => store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("new"), null!], cancellationToken: Token),
        ["Add many: none"] = store => store.Events.AddManyAsync(Samples.RoomId, [], cancellationToken: Token),
        ["Add many: 501"] = store => store.Events.AddManyAsync(Samples.RoomId, [.. Enumerable.Range(0, 501).Select(i => Samples.Event($"n{i}"))], cancellationToken: Token),
        ["Add many: of another room"] = store => store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("new"), Samples.Event("newer", "other")], cancellationToken: Token),
        ["Add many: one of them wrong"] = store => store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("new"), Samples.Event("newer") with { ChainDepth = -1 }], cancellationToken: Token),
        ["Add many: time to live too long"] = store => store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("new")], new() { IdempotencyTimeToLive = TimeSpan.FromDays(367) }, Token),
        ["Import event: null"] = store => store.Events.ImportAsync(null!, Token),
        ["Import event: no index"] = store => store.Events.ImportAsync(Samples.Event("new"), Token),
        ["Import event: negative index"] = store => store.Events.ImportAsync(Samples.Event("new") with { Index = -1 }, Token),
        ["Import event: index too large"] = store => store.Events.ImportAsync(Samples.Event("new") with { Index = (1L << 52) + 1 }, Token),
        ["Update event: null"] = store => store.Events.UpdateAsync(null!, Token),
        ["List events: null page"] = store => store.Events.ListAsync(Samples.RoomId, null!, cancellationToken: Token),
        ["List events: negative offset"] = store => store.Events.ListAsync(Samples.RoomId, EventPage.Oldest(offset: -1), cancellationToken: Token),
        ["List events: limit 0"] = store => store.Events.ListAsync(Samples.RoomId, EventPage.Newest(0), cancellationToken: Token),
        ["List events: limit 1001"] = store => store.Events.ListAsync(Samples.RoomId, EventPage.After(1, 1001), cancellationToken: Token),
        ["List events: after less than −1"] = store => store.Events.ListAsync(Samples.RoomId, EventPage.After(-2), cancellationToken: Token),
        ["List events: before less than 0"] = store => store.Events.ListAsync(Samples.RoomId, EventPage.Before(-1), cancellationToken: Token),
        ["List events: after and before"] = store => store.Events.ListAsync(Samples.RoomId, new() { AfterIndex = 1, BeforeIndex = 5 }, cancellationToken: Token),
        ["List events: parent and top level only"] = store => ListAsync(store, NoFilter with { ParentEventId = "p", TopLevelOnly = true }),
        ["List events: after is not earlier than before"] = store => ListAsync(store, NoFilter with { CreatedAfter = Samples.Instant, CreatedBefore = Samples.Instant }),
        ["List events: after is later than before"] = store => ListAsync(store, NoFilter with { CreatedAfter = Samples.Instant.AddSeconds(1), CreatedBefore = Samples.Instant }),
        ["Enumerate events: page size 0"] = async store => await store.Events.EnumerateAsync(Samples.RoomId, pageSize: 0, cancellationToken: Token).GetAsyncEnumerator(Token).MoveNextAsync(),
        ["Conversation: limit 0"] = store => store.Events.ConversationAsync(Samples.RoomId, 0, cancellationToken: Token),
        ["Conversation: limit 1001"] = store => store.Events.ConversationAsync(Samples.RoomId, 1001, cancellationToken: Token),
        ["Conversation: after less than −1"] = store => store.Events.ConversationAsync(Samples.RoomId, afterIndex: -2, cancellationToken: Token),
        ["Timeline: limit 0"] = store => store.Events.TimelineAsync(Samples.RoomId, 0, cancellationToken: Token),
        ["Timeline: limit 1001"] = store => store.Events.TimelineAsync(Samples.RoomId, 1001, cancellationToken: Token),
        ["Timeline: after less than −1"] = store => store.Events.TimelineAsync(Samples.RoomId, afterIndex: -2, cancellationToken: Token),
        ["Continue events: limit 0"] = store => store.Events.ContinueAsync(Samples.RoomId, limit: 0, cancellationToken: Token),
        ["Continue events: limit 1001"] = store => store.Events.ContinueAsync(Samples.RoomId, EventCursor.Start, 1001, Token),
        ["Thread summaries: null"] = store => store.Events.ThreadSummariesAsync(Samples.RoomId, null!, Token),
        ["Thread summaries: 1001"] = store => store.Events.ThreadSummariesAsync(Samples.RoomId, [.. Enumerable.Range(0, 1001).Select(i => $"e{i}")], Token),
        ["Thread summaries: one twice"] = store => store.Events.ThreadSummariesAsync(Samples.RoomId, ["e", "f", "e"], Token),
        ["Claim: time to live 0"] = store => store.Idempotency.ClaimAsync(Samples.RoomId, "key", TimeSpan.Zero, Token),
        ["Claim: time to live too long"] = store => store.Idempotency.ClaimAsync(Samples.RoomId, "key", TimeSpan.FromDays(367), Token),
        ["Add binding: null"] = store => store.Bindings.AddAsync(null!, Token),
        ["Update binding: null"] = store => store.Bindings.UpdateAsync(null!, Token),
        ["Add participant: null"] = store => store.Participants.AddAsync(null!, Token),
        ["Update participant: null"] = store => store.Participants.UpdateAsync(null!, Token),
        ["Create identity: null"] = store => store.Identities.CreateAsync(null!, Token),
        ["Add task: null"] = store => store.Tasks.AddAsync(null!, Token),
        ["Update task: null"] = store => store.Tasks.UpdateAsync(null!, Token),
        ["Add observation: null"] = store => store.Observations.AddAsync(null!, Token),
        ["Update observation: null"] = store => store.Observations.UpdateAsync(null!, Token),
        ["Restore marker: null"] = store => store.ReadState.RestoreMarkerAsync(null!, Token),
        ["Restore marker: negative"] = store => store.ReadState.RestoreMarkerAsync(new() { RoomId = Samples.RoomId, ChannelId = "c", Index = -1 }, Token),
        ["Unread counts: null"] = store => store.ReadState.UnreadCountsAsync("c", null!, Token),
        ["Unread counts: 1001"] = store => store.ReadState.UnreadCountsAsync("c", [.. Enumerable.Range(0, 1001).Select(i => $"r{i}")], Token),
    };

    /// <summary>Calls with one wrong argument each.</summary>
    public static TheoryData<string> Calls { get; } = [.. WrongCalls.Keys];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Wrong_arguments_are_argument_errors_and_change_nothing(string call)
    {
        await RoomWithEventsAsync("e");
        var before = await RoomAsync();

        var error = await Record.ExceptionAsync(async () => await WrongCalls[call](Store));

        Assert.True(error is ArgumentException, $"{call}: {error?.ToString() ?? "no error"}");
        Assert.Equal(before, await RoomAsync());
        Assert.Equal(["e"], await EventIdsAsync());
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Wrong_arguments_are_told_before_an_unknown_room_is(string call)
    {
        var error = await Record.ExceptionAsync(async () => await WrongCalls[call](Store));

        Assert.True(error is ArgumentException, $"{call}: {error?.ToString() ?? "no error"}");
    }

    private static Task<IReadOnlyList<RoomEvent>> ListAsync(IConversationStore store, EventFilter filter) =>
        store.Events.ListAsync(Samples.RoomId, EventPage.Oldest(), filter, Token);
}
