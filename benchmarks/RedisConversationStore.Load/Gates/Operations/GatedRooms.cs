namespace Conversations.Redis.Load;

internal static class GatedRooms
{
    internal static IReadOnlyList<GatedOperation> All { get; } =
    [
        GatedOperation.Of("rooms.create", stage =>
        {
            var rooms = GateStage.Each(number => Samples.Room with { Id = GateStage.Numbered("new", number) });
            return number => stage.Store.Rooms.CreateAsync(rooms[number]);
        }),
        GatedOperation.Of("rooms.get", stage => _ => stage.Store.Rooms.GetAsync(GateStage.RoomId)),
        GatedOperation.Of("rooms.exists", stage => _ => stage.Store.Rooms.ExistsAsync(GateStage.RoomId)),
        GatedOperation.Of("rooms.update", stage => _ => stage.Store.Rooms.UpdateAsync(Samples.Room)),
        GatedOperation.Of("rooms.patch_metadata", stage =>
        {
            var patches = GateStage.Each(number => DataObject.Of(("priority", 1000 + number)));
            return number => stage.Store.Rooms.PatchMetadataAsync(GateStage.RoomId, patches[number]);
        }),
        new("rooms.delete", async stage =>
        {
            var ids = GateStage.Each(number => GateStage.Numbered("doomed", number));
            foreach (var id in ids)
            {
                await stage.AddRoomAsync(id);
                await stage.Store.Events.AddAsync(Samples.WithoutKey(0, id) with { Id = id });
            }

            return number => stage.Store.Rooms.DeleteAsync(ids[number]);
        }),
        new("rooms.close", async stage =>
        {
            var ids = GateStage.Each(number => GateStage.Numbered("open", number));
            foreach (var id in ids) await stage.AddRoomAsync(id);
            return number => stage.Store.Rooms.CloseAsync(ids[number]);
        }),
        new("rooms.list[100]", async stage =>
        {
            await GateStage.RepeatAsync(100, number => stage.AddRoomAsync(GateStage.Numbered("other", number)));
            return _ => stage.Store.Rooms.ListAsync(limit: 100);
        }),
        new("rooms.list_after[100]", async stage =>
        {
            await GateStage.RepeatAsync(101, number => stage.AddRoomAsync(GateStage.Numbered("other", number)));
            var first = RoomPosition.Of((await stage.Store.Rooms.ListAsync(limit: 1))[0]);
            return _ => stage.Store.Rooms.ListAfterAsync(first, limit: 100);
        }),
        new("rooms.load_context", async stage =>
        {
            await GateStage.RepeatAsync(3, async number =>
            {
                await stage.Store.Participants.AddAsync(GatedParticipants.Participant(number));
                await stage.Store.Bindings.AddAsync(GatedBindings.Binding(number));
            });
            return _ => stage.Store.Rooms.LoadContextAsync(GateStage.RoomId);
        }),
        GatedOperation.Of("rooms.get_delivered_index", stage => _ => stage.Store.Rooms.GetDeliveredIndexAsync(GateStage.RoomId)),
        GatedOperation.Of("rooms.advance_delivered_index", stage => number => stage.Store.Rooms.AdvanceDeliveredIndexAsync(GateStage.RoomId, number)),
    ];
}
