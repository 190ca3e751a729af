namespace Conversations.Redis.Load;

internal static class GatedReadState
{
    private const string Channel = "whatsapp-main";

    internal static IReadOnlyList<GatedOperation> All { get; } =
    [
        GatedOperation.Of("read_state.mark_read", stage =>
        {
            var ids = GateStage.Each(GateStage.EventId);
            return number => stage.Store.ReadState.MarkReadAsync(GateStage.RoomId, Channel, ids[number]);
        }),
        GatedOperation.Of("read_state.mark_all_read", stage =>
        {
            var channels = Channels();
            return number => stage.Store.ReadState.MarkAllReadAsync(GateStage.RoomId, channels[number]);
        }),
        GatedOperation.Of("read_state.restore_marker", stage =>
        {
            var markers = GateStage.Each(number => new ReadMarker { RoomId = GateStage.RoomId, ChannelId = Channel, Index = number });
            return number => stage.Store.ReadState.RestoreMarkerAsync(markers[number]);
        }),
        new("read_state.unread_count", async stage =>
        {
            await stage.Store.ReadState.MarkReadAsync(GateStage.RoomId, Channel, GateStage.EventId(GateStage.Events / 2));
            return _ => stage.Store.ReadState.UnreadCountAsync(GateStage.RoomId, Channel);
        }),
        new("read_state.unread_counts[10]", async stage =>
        {
            var rooms = Enumerable.Range(0, 10).Select(number => GateStage.Numbered("unread", number)).ToArray();
            foreach (var room in rooms) await stage.AddRoomAsync(room);
            return _ => stage.Store.ReadState.UnreadCountsAsync(Channel, rooms);
        }),
        new("read_state.markers[10]", async stage =>
        {
            var channels = Channels();
            await GateStage.RepeatAsync(10, number => stage.Store.ReadState.MarkAllReadAsync(GateStage.RoomId, channels[number]));
            return _ => stage.Store.ReadState.MarkersAsync(GateStage.RoomId);
        }),
    ];

    private static string[] Channels() => GateStage.Each(number => GateStage.Numbered("channel", number));
}
