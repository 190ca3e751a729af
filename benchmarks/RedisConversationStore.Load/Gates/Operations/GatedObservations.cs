namespace Conversations.Redis.Load;

internal static class GatedObservations
{
    internal static IReadOnlyList<GatedOperation> All { get; } =
    [
        GatedOperation.Of("observations.add", stage =>
        {
            var observations = GateStage.Each(Observation);
            return number => stage.Store.Observations.AddAsync(observations[number]);
        }),
        new("observations.get", async stage =>
        {
            var observation = Observation(0);
            await stage.Store.Observations.AddAsync(observation);
            return _ => stage.Store.Observations.GetAsync(GateStage.RoomId, observation.Id);
        }),
        new("observations.update", async stage =>
        {
            await stage.Store.Observations.AddAsync(Observation(0));
            var changed = Observation(0) with { Confidence = 0.5 };
            return _ => stage.Store.Observations.UpdateAsync(changed);
        }),
        new("observations.list[10]", async stage =>
        {
            await GateStage.RepeatAsync(10, number => stage.Store.Observations.AddAsync(Observation(number)));
            return _ => stage.Store.Observations.ListAsync(GateStage.RoomId);
        }),
    ];

    private static Observation Observation(int number) => new()
    {
        Id = GateStage.Numbered("observation", number),
        RoomId = GateStage.RoomId,
        ChannelId = "whatsapp-main",
        Content = "The customer is in a hurry.",
        Category = "mood",
        Confidence = 0.75,
        CreatedAt = Samples.TextEvent.CreatedAt,
    };
}
