namespace Conversations.Redis.Load;

internal static class GatedParticipants
{
    internal static IReadOnlyList<GatedOperation> All { get; } =
    [
        GatedOperation.Of("participants.add", stage =>
        {
            var participants = GateStage.Each(Participant);
            return number => stage.Store.Participants.AddAsync(participants[number]);
        }),
        new("participants.update", async stage =>
        {
            await AddAsync(stage, 1);
            var changed = Participant(0) with { DisplayName = "Ada L." };
            return _ => stage.Store.Participants.UpdateAsync(changed);
        }),
        new("participants.get", async stage =>
        {
            await AddAsync(stage, 1);
            var id = Participant(0).Id;
            return _ => stage.Store.Participants.GetAsync(GateStage.RoomId, id);
        }),
        new("participants.remove", async stage =>
        {
            await AddAsync(stage, GateMeasurement.Calls);
            var ids = GateStage.Each(number => Participant(number).Id);
            return number => stage.Store.Participants.RemoveAsync(GateStage.RoomId, ids[number]);
        }),
        new("participants.list[10]", async stage =>
        {
            await AddAsync(stage, 10);
            return _ => stage.Store.Participants.ListAsync(GateStage.RoomId);
        }),
    ];

    internal static Participant Participant(int number) => Samples.Participant with { Id = GateStage.Numbered("participant", number) };

    private static Task AddAsync(GateStage stage, int count) => GateStage.RepeatAsync(count, number => stage.Store.Participants.AddAsync(Participant(number)));
}
