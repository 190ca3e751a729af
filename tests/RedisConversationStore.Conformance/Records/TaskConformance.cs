using Xunit;

namespace Conversations.Conformance;

/// <summary>Tasks.</summary>
/// <param name="fixture">The backend.</param>
public abstract class TaskConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Add_stores_the_task()
    {
        await CreateRoomAsync();

        Assert.Equal(Samples.FullTask(), await Store.Tasks.AddAsync(Samples.FullTask(), Token));

        Assert.Equal(Samples.FullTask(), await Store.Tasks.GetAsync("task", Token));
    }

    [Fact]
    public async Task Add_to_an_unknown_room_is_not_found_and_leaves_nothing()
    {
        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Tasks.AddAsync(Samples.Task(), Token));

        Assert.Equal((RecordKinds.Room, Samples.RoomId), (error.Kind, error.Id));
        Assert.Null(await Store.Tasks.GetAsync("task", Token));
        await CreateRoomAsync();
        Assert.Empty(await ListAsync());
        await Store.Tasks.AddAsync(Samples.Task(), Token);
    }

    [Fact]
    public async Task Add_of_an_id_taken_in_this_room_or_another_already_exists_and_changes_nothing()
    {
        await CreateRoomAsync();
        await CreateRoomAsync("other");
        await Store.Tasks.AddAsync(Samples.FullTask(), Token);

        var error = await Assert.ThrowsAsync<RecordAlreadyExistsException>(() => Store.Tasks.AddAsync(Samples.Task(), Token));
        Assert.Equal((ConversationStoreErrorCodes.AlreadyExists, RecordKinds.Task, "task"), (error.Code, error.Kind, error.Id));
        await Assert.ThrowsAsync<RecordAlreadyExistsException>(() => Store.Tasks.AddAsync(Samples.Task(roomId: "other"), Token));

        Assert.Equal(Samples.FullTask(), await Store.Tasks.GetAsync("task", Token));
        Assert.Equal([Samples.FullTask()], await ListAsync());
        Assert.Empty(await ListAsync(roomId: "other"));
    }

    [Fact]
    public async Task Get_of_an_unknown_task_is_null() => Assert.Null(await Store.Tasks.GetAsync("unknown", Token));

    [Fact]
    public async Task Update_replaces_the_task_but_keeps_created_at()
    {
        await CreateRoomAsync();
        await Store.Tasks.AddAsync(Samples.Task(), Token);

        var updated = await Store.Tasks.UpdateAsync(Samples.FullTask() with { CreatedAt = Samples.Instant.AddDays(1) }, Token);

        Assert.Equal(Samples.FullTask(), updated);
        Assert.Equal(updated, await Store.Tasks.GetAsync("task", Token));
        Assert.Equal([updated], await ListAsync());
    }

    [Fact]
    public async Task Update_of_a_task_the_room_does_not_have_is_not_found_and_changes_nothing()
    {
        await CreateRoomAsync();
        await CreateRoomAsync("other");
        var task = await Store.Tasks.AddAsync(Samples.Task(), Token);

        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Tasks.UpdateAsync(Samples.Task("unknown"), Token));
        Assert.Equal((RecordKinds.Task, "unknown"), (error.Kind, error.Id));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Tasks.UpdateAsync(Samples.FullTask(roomId: "other"), Token));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Tasks.UpdateAsync(Samples.FullTask(roomId: "unknown"), Token));

        Assert.Equal([task], await ListAsync());
        Assert.Empty(await ListAsync(roomId: "other"));
    }

    [Fact]
    public async Task List_is_ordered_by_created_at_then_by_the_bytes_of_the_id()
    {
        await CreateRoomAsync();
        foreach (var (id, second) in new[] { ("late", 2), ("\U00010000", 1), ("\uFFFD", 1), ("a", 1), ("B", 1), ("early", 0) })
        {
            await Store.Tasks.AddAsync(Samples.Task(id) with { CreatedAt = Samples.Instant.AddSeconds(second) }, Token);
        }

        Assert.Equal(["early", "B", "a", "\uFFFD", "\U00010000", "late"], (await ListAsync()).Select(task => task.Id));
    }

    [Fact]
    public async Task List_narrows_by_status_as_it_is_now()
    {
        await CreateRoomAsync();
        await Store.Tasks.AddAsync(Samples.Task("pending"), Token);
        await Store.Tasks.AddAsync(Samples.Task("future") with { Status = new("from_the_future") }, Token);
        var task = await Store.Tasks.AddAsync(Samples.Task("done"), Token);
        await Store.Tasks.UpdateAsync(task with { Status = ConversationTaskStatus.Completed }, Token);

        Assert.Equal(["pending"], (await ListAsync(ConversationTaskStatus.Pending)).Select(found => found.Id));
        Assert.Equal(["done"], (await ListAsync(ConversationTaskStatus.Completed)).Select(found => found.Id));
        Assert.Equal(["future"], (await ListAsync(new ConversationTaskStatus("from_the_future"))).Select(found => found.Id));
        Assert.Empty(await ListAsync(ConversationTaskStatus.Cancelled));
        Assert.Equal(3, (await ListAsync()).Count);
    }

    [Fact]
    public async Task List_of_one_room_does_not_see_another()
    {
        await CreateRoomAsync();
        await CreateRoomAsync("other");
        await Store.Tasks.AddAsync(Samples.Task(), Token);

        Assert.Empty(await ListAsync(roomId: "other"));
        Assert.Empty(await ListAsync(roomId: "unknown"));
    }

    private Task<IReadOnlyList<ConversationTask>> ListAsync(ConversationTaskStatus? status = null, string roomId = Samples.RoomId) =>
        Store.Tasks.ListAsync(roomId, status, Token);
}
