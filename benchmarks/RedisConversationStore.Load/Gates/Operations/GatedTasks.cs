namespace Conversations.Redis.Load;

internal static class GatedTasks
{
    internal static IReadOnlyList<GatedOperation> All { get; } =
    [
        GatedOperation.Of("tasks.add", stage =>
        {
            var tasks = GateStage.Each(Task);
            return number => stage.Store.Tasks.AddAsync(tasks[number]);
        }),
        new("tasks.get", async stage =>
        {
            var task = Task(0);
            await stage.Store.Tasks.AddAsync(task);
            return _ => stage.Store.Tasks.GetAsync(task.Id);
        }),
        new("tasks.update", async stage =>
        {
            await stage.Store.Tasks.AddAsync(Task(0));
            var changed = Task(0) with { Status = ConversationTaskStatus.InProgress };
            return _ => stage.Store.Tasks.UpdateAsync(changed);
        }),
        new("tasks.list[10]", async stage =>
        {
            await GateStage.RepeatAsync(10, number => stage.Store.Tasks.AddAsync(Task(number)));
            return _ => stage.Store.Tasks.ListAsync(GateStage.RoomId);
        }),
    ];

    private static ConversationTask Task(int number) => new()
    {
        Id = GateStage.Numbered("task", number),
        RoomId = GateStage.RoomId,
        Title = "Call the carrier",
        AssignedTo = "participant-17",
        CreatedAt = Samples.TextEvent.CreatedAt,
    };
}
