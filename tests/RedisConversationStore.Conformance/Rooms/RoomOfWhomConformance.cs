using Xunit;

namespace Conversations.Conformance;

/// <summary>Finding the rooms of a participant or a channel, and loading a room with all of them.</summary>
/// <param name="fixture">The backend.</param>
public abstract class RoomOfWhomConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task FindLatest_finds_by_participant_record_and_by_binding()
    {
        await CreateAsync("by record", 1);
        await CreateAsync("by binding", 2);
        await JoinAsync("by record", "ada");
        await BindAsync("by binding", "channel", "bob");

        Assert.Equal("by record", await FindLatestAsync("ada"));
        Assert.Equal("by binding", await FindLatestAsync("bob"));
        Assert.Null(await FindLatestAsync("nobody"));
    }

    [Fact]
    public async Task FindLatest_answers_with_the_newest_room_as_stored()
    {
        await CreateAsync("old", 1);
        await CreateAsync("new", 3);
        await CreateAsync("middle", 2);
        await JoinAsync("old", "ada");
        await BindAsync("new", "channel", "ada");
        await JoinAsync("middle", "ada");

        Assert.Equal(await RoomAsync("new"), await Store.Directory.FindLatestAsync("ada", cancellationToken: Token));
    }

    [Fact]
    public async Task FindLatest_breaks_ties_by_the_greatest_id()
    {
        foreach (var roomId in new[] { "b", "\U00010000", "a", "\uFFFD" })
        {
            await CreateAsync(roomId, 1);
            await JoinAsync(roomId, "ada");
        }

        Assert.Equal("\U00010000", await FindLatestAsync("ada"));
    }

    [Fact]
    public async Task FindLatest_narrows_bindings_but_not_participant_records_by_channel_type()
    {
        await CreateAsync("by record", 1);
        await CreateAsync("sms", 2);
        await CreateAsync("email", 3);
        await BindAsync("sms", "channel", "ada", ChannelType.Sms);
        await BindAsync("email", "channel", "ada", ChannelType.Email);

        Assert.Equal("sms", await FindLatestAsync("ada", ChannelType.Sms));
        Assert.Equal("email", await FindLatestAsync("ada", ChannelType.Email));
        Assert.Equal("email", await FindLatestAsync("ada"));
        Assert.Null(await FindLatestAsync("ada", ChannelType.Voice));

        await JoinAsync("by record", "ada");
        Assert.Equal("by record", await FindLatestAsync("ada", ChannelType.Voice));
    }

    [Fact]
    public async Task FindLatest_narrows_by_status_as_it_is_now()
    {
        await CreateAsync("old", 1);
        var room = await CreateAsync("new", 2);
        await JoinAsync("old", "ada");
        await BindAsync("new", "channel", "ada");

        await Store.Rooms.UpdateAsync(room with { Status = RoomStatus.Closed }, Token);

        Assert.Equal("old", await FindLatestAsync("ada", status: RoomStatus.Active));
        Assert.Equal("new", await FindLatestAsync("ada", status: RoomStatus.Closed));
        Assert.Equal("new", await FindLatestAsync("ada"));
        Assert.Null(await FindLatestAsync("ada", status: RoomStatus.Paused));
    }

    [Fact]
    public async Task FindLatest_forgets_who_was_removed()
    {
        await CreateAsync("a", 1);
        await JoinAsync("a", "ada");
        await BindAsync("a", "channel", "ada");

        await Store.Participants.RemoveAsync("a", "ada", Token);
        Assert.Equal("a", await FindLatestAsync("ada"));

        await Store.Bindings.RemoveAsync("a", "channel", Token);
        Assert.Null(await FindLatestAsync("ada"));
    }

    [Fact]
    public async Task FindLatest_keeps_a_participant_of_two_bindings_until_both_are_gone()
    {
        await CreateAsync("a", 1);
        await BindAsync("a", "sms", "ada", ChannelType.Sms);
        await BindAsync("a", "email", "ada", ChannelType.Email);

        await Store.Bindings.RemoveAsync("a", "sms", Token);

        Assert.Equal("a", await FindLatestAsync("ada"));
        Assert.Equal("a", await FindLatestAsync("ada", ChannelType.Email));
        Assert.Null(await FindLatestAsync("ada", ChannelType.Sms));
    }

    [Fact]
    public async Task FindLatest_follows_a_binding_that_changes_hands_or_type()
    {
        await CreateAsync("a", 1);
        await BindAsync("a", "channel", "ada", ChannelType.Sms);

        await Store.Bindings.UpdateAsync(Samples.Binding("channel", "a") with { ParticipantId = "bob", ChannelType = ChannelType.Email }, Token);
        Assert.Null(await FindLatestAsync("ada"));
        Assert.Null(await FindLatestAsync("bob", ChannelType.Sms));
        Assert.Equal("a", await FindLatestAsync("bob", ChannelType.Email));

        await BindAsync("a", "channel", null);
        Assert.Null(await FindLatestAsync("bob"));
    }

    [Fact]
    public async Task FindIdsByChannel_lists_rooms_oldest_first_then_by_id()
    {
        foreach (var (roomId, second) in new[] { ("c", 2), ("b", 1), ("\U00010000", 1), ("\uFFFD", 1), ("a", 3) })
        {
            await CreateAsync(roomId, second);
            await BindAsync(roomId, "channel", null);
        }

        await CreateAsync("unbound", 0);
        await CreateAsync("elsewhere", 0);
        await BindAsync("elsewhere", "channel 2", null);

        string[] expected = ["b", "\uFFFD", "\U00010000", "c", "a"];
        Assert.Equal(expected, await Store.Directory.FindIdsByChannelAsync("channel", cancellationToken: Token));
        Assert.Equal(expected[..2], await Store.Directory.FindIdsByChannelAsync("channel", limit: 2, cancellationToken: Token));
        Assert.Empty(await Store.Directory.FindIdsByChannelAsync("unknown", cancellationToken: Token));
    }

    [Fact]
    public async Task FindIdsByChannel_narrows_by_status_before_the_limit()
    {
        foreach (var i in Enumerable.Range(0, 5))
        {
            await CreateAsync($"r{i}", i, i % 2 == 0 ? RoomStatus.Closed : RoomStatus.Active);
            await BindAsync($"r{i}", "channel", null);
        }

        Assert.Equal(["r1", "r3"], await Store.Directory.FindIdsByChannelAsync("channel", RoomStatus.Active, 2, Token));
        Assert.Equal(["r0", "r2"], await Store.Directory.FindIdsByChannelAsync("channel", RoomStatus.Closed, 2, Token));
        Assert.Empty(await Store.Directory.FindIdsByChannelAsync("channel", RoomStatus.Paused, cancellationToken: Token));
    }

    [Fact]
    public async Task FindIdsByChannel_follows_removals_and_status_changes()
    {
        var room = await CreateAsync("a", 1);
        await CreateAsync("b", 2);
        await BindAsync("a", "channel", null);
        await BindAsync("b", "channel", null);

        await Store.Bindings.RemoveAsync("b", "channel", Token);
        await Store.Rooms.UpdateAsync(room with { Status = RoomStatus.Closed }, Token);

        Assert.Equal(["a"], await Store.Directory.FindIdsByChannelAsync("channel", cancellationToken: Token));
        Assert.Empty(await Store.Directory.FindIdsByChannelAsync("channel", RoomStatus.Active, cancellationToken: Token));
    }

    [Fact]
    public async Task FindIdByChannel_is_the_first_or_null()
    {
        await CreateAsync("new", 2);
        await CreateAsync("old", 1, RoomStatus.Closed);
        await BindAsync("new", "channel", null);
        await BindAsync("old", "channel", null);

        Assert.Equal("old", await Store.Directory.FindIdByChannelAsync("channel", cancellationToken: Token));
        Assert.Equal("new", await Store.Directory.FindIdByChannelAsync("channel", RoomStatus.Active, Token));
        Assert.Null(await Store.Directory.FindIdByChannelAsync("channel", RoomStatus.Paused, Token));
    }

    [Fact]
    public async Task LoadContext_is_room_bindings_and_participants_in_their_orders()
    {
        await CreateRoomAsync();
        await AddEventsAsync("e");
        foreach (var (id, second) in new[] { ("c", 1), ("b", 2), ("a", 2) })
        {
            await Store.Bindings.AddAsync(Samples.Binding(id) with { AttachedAt = Samples.Instant.AddSeconds(second) }, Token);
            await Store.Participants.AddAsync(Samples.Participant(id) with { JoinedAt = Samples.Instant.AddSeconds(second) }, Token);
        }

        var context = await Store.Rooms.LoadContextAsync(Samples.RoomId, Token);

        Assert.NotNull(context);
        Assert.Equal(await RoomAsync(), context.Room);
        Assert.Equal(["c", "a", "b"], context.Bindings.Select(binding => binding.ChannelId));
        Assert.Equal(["c", "a", "b"], context.Participants.Select(participant => participant.Id));
        Assert.Equal(await Store.Bindings.ListAsync(Samples.RoomId, Token), context.Bindings);
        Assert.Equal(await Store.Participants.ListAsync(Samples.RoomId, Token), context.Participants);
    }

    [Fact]
    public async Task LoadContext_of_an_empty_room_has_empty_lists_and_of_an_unknown_one_is_null()
    {
        var room = await CreateRoomAsync();

        Assert.Equal(new RoomContext(room, [], []), await Store.Rooms.LoadContextAsync(Samples.RoomId, Token));
        Assert.Null(await Store.Rooms.LoadContextAsync("unknown", Token));
    }

    [Fact]
    public async Task LoadContext_of_a_room_with_more_records_than_the_limit_is_refused_and_lists_are_not()
    {
        var store = await OpenAsync(new() { MaxContextRecords = 3 });
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        foreach (var id in new[] { "a", "b" }) await store.Bindings.AddAsync(Samples.Binding(id), Token);
        await store.Participants.AddAsync(Samples.Participant("p"), Token);
        Assert.NotNull(await store.Rooms.LoadContextAsync(Samples.RoomId, Token));
        await store.Participants.AddAsync(Samples.Participant("q"), Token);

        var refused = await Assert.ThrowsAsync<RoomTooLargeException>(() => store.Rooms.LoadContextAsync(Samples.RoomId, Token));

        Assert.Equal((ConversationStoreErrorCodes.RoomTooLarge, Samples.RoomId, 4, 3), (refused.Code, refused.RoomId, refused.Records, refused.Limit));
        Assert.Contains("MaxContextRecords", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await store.Bindings.ListAsync(Samples.RoomId, Token)).Count);
        Assert.Equal(2, (await store.Participants.ListAsync(Samples.RoomId, Token)).Count);
    }

    private Task<Room> CreateAsync(string roomId, int createdAfterSeconds, RoomStatus status = default) =>
        CreateRoomAsync(roomId, room => room with { CreatedAt = Samples.Instant.AddSeconds(createdAfterSeconds), Status = status });

    private Task<Participant> JoinAsync(string roomId, string participantId) => Store.Participants.AddAsync(Samples.Participant(participantId, roomId), Token);

    private Task<ChannelBinding> BindAsync(string roomId, string channelId, string? participantId, ChannelType? channelType = null) =>
        Store.Bindings.AddAsync(Samples.Binding(channelId, roomId) with { ParticipantId = participantId, ChannelType = channelType ?? ChannelType.Sms }, Token);

    private async Task<string?> FindLatestAsync(string participantId, ChannelType? channelType = null, RoomStatus? status = null) =>
        (await Store.Directory.FindLatestAsync(participantId, channelType, status, Token))?.Id;
}
