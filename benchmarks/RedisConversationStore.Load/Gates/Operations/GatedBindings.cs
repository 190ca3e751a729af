namespace Conversations.Redis.Load;

internal static class GatedBindings
{
    internal static IReadOnlyList<GatedOperation> All { get; } =
    [
        GatedOperation.Of("bindings.add", stage =>
        {
            var bindings = GateStage.Each(Binding);
            return number => stage.Store.Bindings.AddAsync(bindings[number]);
        }),
        new("bindings.update", async stage =>
        {
            await AddAsync(stage, 1);
            var changed = Binding(0) with { Muted = true };
            return _ => stage.Store.Bindings.UpdateAsync(changed);
        }),
        new("bindings.get", async stage =>
        {
            await AddAsync(stage, 1);
            var id = Binding(0).ChannelId;
            return _ => stage.Store.Bindings.GetAsync(GateStage.RoomId, id);
        }),
        new("bindings.exists", async stage =>
        {
            await AddAsync(stage, 1);
            var id = Binding(0).ChannelId;
            return _ => stage.Store.Bindings.ExistsAsync(GateStage.RoomId, id);
        }),
        new("bindings.remove", async stage =>
        {
            await AddAsync(stage, GateMeasurement.Calls);
            var ids = GateStage.Each(number => Binding(number).ChannelId);
            return number => stage.Store.Bindings.RemoveAsync(GateStage.RoomId, ids[number]);
        }),
        new("bindings.list[10]", async stage =>
        {
            await AddAsync(stage, 10);
            return _ => stage.Store.Bindings.ListAsync(GateStage.RoomId);
        }),
    ];

    internal static ChannelBinding Binding(int number) => Samples.Binding with { ChannelId = GateStage.Numbered("channel", number) };

    private static Task AddAsync(GateStage stage, int count) => GateStage.RepeatAsync(count, number => stage.Store.Bindings.AddAsync(Binding(number)));
}
