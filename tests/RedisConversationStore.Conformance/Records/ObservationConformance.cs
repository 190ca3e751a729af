using Xunit;

namespace Conversations.Conformance;

/// <summary>Observations.</summary>
/// <param name="fixture">The backend.</param>
public abstract class ObservationConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Add_stores_the_observation()
    {
        await CreateRoomAsync();

        Assert.Equal(Samples.FullObservation(), await Store.Observations.AddAsync(Samples.FullObservation(), Token));

        Assert.Equal(Samples.FullObservation(), await GetAsync());
    }

    [Fact]
    public async Task Add_to_an_unknown_room_is_not_found_and_leaves_nothing()
    {
        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Observations.AddAsync(Samples.Observation(), Token));

        Assert.Equal((RecordKinds.Room, Samples.RoomId), (error.Kind, error.Id));
        await CreateRoomAsync();
        Assert.Null(await GetAsync());
    }

    [Fact]
    public async Task Add_of_an_id_taken_in_the_room_already_exists_and_changes_nothing()
    {
        await CreateRoomAsync();
        await Store.Observations.AddAsync(Samples.FullObservation(), Token);

        var error = await Assert.ThrowsAsync<RecordAlreadyExistsException>(() => Store.Observations.AddAsync(Samples.Observation(), Token));

        Assert.Equal((RecordKinds.Observation, "observation"), (error.Kind, error.Id));
        Assert.Equal([Samples.FullObservation()], await Store.Observations.ListAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Same_id_in_two_rooms_is_two_observations()
    {
        await CreateRoomAsync();
        await CreateRoomAsync("other");

        await Store.Observations.AddAsync(Samples.FullObservation(), Token);
        var other = await Store.Observations.AddAsync(Samples.Observation(roomId: "other"), Token);

        Assert.Equal(Samples.FullObservation(), await GetAsync());
        Assert.Equal(other, await GetAsync(roomId: "other"));
        Assert.Equal([other], await Store.Observations.ListAsync("other", Token));
    }

    [Fact]
    public async Task Get_of_an_unknown_observation_is_null()
    {
        await CreateRoomAsync();
        await CreateRoomAsync("other");
        await Store.Observations.AddAsync(Samples.Observation(), Token);

        Assert.Null(await GetAsync("unknown"));
        Assert.Null(await GetAsync(roomId: "other"));
        Assert.Null(await GetAsync(roomId: "unknown"));
    }

    [Fact]
    public async Task Update_replaces_the_observation_but_keeps_created_at()
    {
        await CreateRoomAsync();
        await Store.Observations.AddAsync(Samples.Observation(), Token);

        var updated = await Store.Observations.UpdateAsync(Samples.FullObservation() with { CreatedAt = Samples.Instant.AddDays(1) }, Token);

        Assert.Equal(Samples.FullObservation(), updated);
        Assert.Equal(updated, await GetAsync());
    }

    [Fact]
    public async Task Update_of_an_observation_the_room_does_not_have_is_not_found_and_creates_nothing()
    {
        await CreateRoomAsync();
        await CreateRoomAsync("other");
        await Store.Observations.AddAsync(Samples.Observation(), Token);

        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Observations.UpdateAsync(Samples.Observation("unknown"), Token));
        Assert.Equal((RecordKinds.Observation, "unknown"), (error.Kind, error.Id));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Observations.UpdateAsync(Samples.Observation(roomId: "other"), Token));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Observations.UpdateAsync(Samples.Observation(roomId: "unknown"), Token));

        Assert.Single(await Store.Observations.ListAsync(Samples.RoomId, Token));
        Assert.Empty(await Store.Observations.ListAsync("other", Token));
    }

    [Fact]
    public async Task List_is_ordered_by_created_at_then_by_the_bytes_of_the_id()
    {
        await CreateRoomAsync();
        foreach (var (id, second) in new[] { ("late", 2), ("\U00010000", 1), ("\uFFFD", 1), ("a", 1), ("B", 1), ("early", 0) })
        {
            await Store.Observations.AddAsync(Samples.Observation(id) with { CreatedAt = Samples.Instant.AddSeconds(second) }, Token);
        }

        var observations = await Store.Observations.ListAsync(Samples.RoomId, Token);

        Assert.Equal(["early", "B", "a", "\uFFFD", "\U00010000", "late"], observations.Select(observation => observation.Id));
    }

    [Fact]
    public async Task List_of_an_unknown_or_empty_room_is_empty()
    {
        await CreateRoomAsync();

        Assert.Empty(await Store.Observations.ListAsync(Samples.RoomId, Token));
        Assert.Empty(await Store.Observations.ListAsync("unknown", Token));
    }

    private Task<Observation?> GetAsync(string observationId = "observation", string roomId = Samples.RoomId) =>
        Store.Observations.GetAsync(roomId, observationId, Token);
}
