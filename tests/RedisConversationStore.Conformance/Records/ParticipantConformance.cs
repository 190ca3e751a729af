using Xunit;

namespace Conversations.Conformance;

/// <summary>People in rooms.</summary>
/// <param name="fixture">The backend.</param>
public abstract class ParticipantConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    private const string Ada = "participant";

    [Fact]
    public async Task Add_stores_the_participant()
    {
        await CreateRoomAsync();

        Assert.Equal(Samples.FullParticipant(), await Store.Participants.AddAsync(Samples.FullParticipant(), Token));

        Assert.Equal(Samples.FullParticipant(), await GetAsync());
    }

    [Fact]
    public async Task Add_to_an_unknown_room_is_not_found_and_leaves_nothing()
    {
        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Participants.AddAsync(Samples.Participant(), Token));

        Assert.Equal((RecordKinds.Room, Samples.RoomId), (error.Kind, error.Id));
        await CreateRoomAsync();
        Assert.Null(await GetAsync());
        Assert.Null(await Store.Directory.FindLatestAsync(Ada, cancellationToken: Token));
    }

    [Fact]
    public async Task Add_again_replaces_the_record_but_keeps_joined_at()
    {
        await CreateRoomAsync();
        await Store.Participants.AddAsync(Samples.Participant() with { DisplayName = "Before", Metadata = Samples.Data }, Token);

        var again = await Store.Participants.AddAsync(Samples.Participant() with { DisplayName = "After", JoinedAt = Samples.Instant.AddDays(1) }, Token);

        Assert.Equal(Samples.Participant() with { DisplayName = "After" }, again);
        Assert.Equal(again, await GetAsync());
        Assert.Equal([again], await ListAsync());
    }

    [Fact]
    public async Task Add_after_a_removal_starts_anew()
    {
        await CreateRoomAsync();
        await Store.Participants.AddAsync(Samples.FullParticipant(), Token);
        await Store.Participants.RemoveAsync(Samples.RoomId, Ada, Token);

        var again = await Store.Participants.AddAsync(Samples.Participant() with { JoinedAt = Samples.Instant.AddDays(1) }, Token);

        Assert.Equal(Samples.Participant() with { JoinedAt = Samples.Instant.AddDays(1) }, again);
        Assert.Equal(again, await GetAsync());
    }

    [Theory]
    [InlineData(new string[0], new[] { "primary" })]
    [InlineData(new[] { "a", "primary", "b" }, new[] { "primary", "a", "b" })]
    [InlineData(new[] { "a", "b", "a", "b" }, new[] { "primary", "a", "b" })]
    public async Task Add_puts_the_primary_channel_first_in_connected_via_without_repeats(string[] given, string[] stored)
    {
        await CreateRoomAsync();

        var added = await Store.Participants.AddAsync(Samples.Participant() with { ChannelId = "primary", ConnectedVia = ValueList.From(given) }, Token);

        Assert.Equal(ValueList.From(stored), added.ConnectedVia);
        Assert.Equal(added, await GetAsync());
    }

    [Fact]
    public async Task Add_again_unions_connected_via_in_order_of_first_sight()
    {
        await CreateRoomAsync();
        await Store.Participants.AddAsync(Samples.Participant() with { ChannelId = "first", ConnectedVia = ["b", "a"] }, Token);

        var again = await Store.Participants.AddAsync(Samples.Participant() with { ChannelId = "second", ConnectedVia = ["c", "a"] }, Token);

        Assert.Equal(["second", "first", "b", "a", "c"], again.ConnectedVia);
        Assert.Equal(again, await GetAsync());
    }

    [Fact]
    public async Task Update_replaces_connected_via_with_the_primary_channel_first()
    {
        await CreateRoomAsync();
        await Store.Participants.AddAsync(Samples.Participant() with { ConnectedVia = ["b", "a"] }, Token);

        var updated = await Store.Participants.UpdateAsync(Samples.Participant() with { ConnectedVia = ["c", Samples.ChannelId, "b", "c"] }, Token);

        Assert.Equal([Samples.ChannelId, "c", "b"], updated.ConnectedVia);
        Assert.Equal(updated, await GetAsync());
    }

    [Fact]
    public async Task Update_replaces_the_record_but_keeps_joined_at()
    {
        await CreateRoomAsync();
        await Store.Participants.AddAsync(Samples.Participant(), Token);

        var updated = await Store.Participants.UpdateAsync(Samples.FullParticipant() with { JoinedAt = Samples.Instant.AddDays(-1) }, Token);

        Assert.Equal(Samples.FullParticipant(), updated);
        Assert.Equal(updated, await GetAsync());
    }

    [Fact]
    public async Task Update_of_an_unknown_participant_is_not_found_and_creates_nothing()
    {
        await CreateRoomAsync();

        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Participants.UpdateAsync(Samples.Participant(), Token));
        Assert.Equal((RecordKinds.Participant, Ada), (error.Kind, error.Id));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Participants.UpdateAsync(Samples.Participant(roomId: "unknown"), Token));

        Assert.Empty(await ListAsync());
        Assert.Null(await Store.Directory.FindLatestAsync(Ada, cancellationToken: Token));
    }

    [Fact]
    public async Task Get_of_an_unknown_participant_is_null()
    {
        await CreateRoomAsync();
        await CreateRoomAsync("other");
        await Store.Participants.AddAsync(Samples.Participant(), Token);

        Assert.Null(await Store.Participants.GetAsync(Samples.RoomId, "unknown", Token));
        Assert.Null(await Store.Participants.GetAsync("other", Ada, Token));
        Assert.Null(await Store.Participants.GetAsync("unknown", Ada, Token));
    }

    [Fact]
    public async Task Same_participant_has_a_record_in_each_room()
    {
        await CreateRoomAsync();
        await CreateRoomAsync("other");
        var here = await Store.Participants.AddAsync(Samples.Participant() with { Role = ParticipantRole.Owner }, Token);

        var there = await Store.Participants.AddAsync(Samples.Participant(roomId: "other") with { ConnectedVia = [Samples.ChannelId, "x"] }, Token);

        Assert.Equal(here, await GetAsync());
        Assert.Equal(there, await Store.Participants.GetAsync("other", Ada, Token));
    }

    [Fact]
    public async Task Remove_is_true_if_the_participant_was_there()
    {
        await CreateRoomAsync();
        await Store.Participants.AddAsync(Samples.Participant(), Token);

        Assert.False(await Store.Participants.RemoveAsync("unknown", Ada, Token));
        Assert.True(await Store.Participants.RemoveAsync(Samples.RoomId, Ada, Token));
        Assert.False(await Store.Participants.RemoveAsync(Samples.RoomId, Ada, Token));

        Assert.Null(await GetAsync());
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task List_is_in_order_of_joining_then_by_the_bytes_of_the_id()
    {
        await CreateRoomAsync();
        foreach (var (id, second) in new[] { ("late", 2), ("\U00010000", 1), ("\uFFFD", 1), ("a", 1), ("B", 1), ("early", 0) })
        {
            await Store.Participants.AddAsync(Samples.Participant(id) with { JoinedAt = Samples.Instant.AddSeconds(second) }, Token);
        }

        await Store.Participants.AddAsync(Samples.Participant("early") with { JoinedAt = Samples.Instant.AddSeconds(9) }, Token);

        Assert.Equal(["early", "B", "a", "\uFFFD", "\U00010000", "late"], (await ListAsync()).Select(participant => participant.Id));
    }

    [Fact]
    public async Task List_of_an_unknown_or_empty_room_is_empty()
    {
        await CreateRoomAsync();

        Assert.Empty(await ListAsync());
        Assert.Empty(await Store.Participants.ListAsync("unknown", Token));
    }

    [Fact]
    public async Task Participants_leave_the_room_record_alone()
    {
        var room = await CreateRoomAsync();

        await Store.Participants.AddAsync(Samples.Participant(), Token);
        await Store.Participants.UpdateAsync(Samples.FullParticipant(), Token);
        await Store.Participants.RemoveAsync(Samples.RoomId, Ada, Token);

        Assert.Equal(room, await RoomAsync());
    }

    private Task<Participant?> GetAsync() => Store.Participants.GetAsync(Samples.RoomId, Ada, Token);

    private Task<IReadOnlyList<Participant>> ListAsync() => Store.Participants.ListAsync(Samples.RoomId, Token);
}
