namespace Conversations.Redis.Load;

internal static class GatedIdempotency
{
    internal static IReadOnlyList<GatedOperation> All { get; } =
    [
        GatedOperation.Of("idempotency.claim", stage =>
        {
            var keys = Keys();
            return number => stage.Store.Idempotency.ClaimAsync(GateStage.RoomId, keys[number]);
        }),
        new("idempotency.is_seen", async stage =>
        {
            await stage.Store.Idempotency.ClaimAsync(GateStage.RoomId, "key");
            return _ => stage.Store.Idempotency.IsSeenAsync(GateStage.RoomId, "key");
        }),
        new("idempotency.release", async stage =>
        {
            var keys = Keys();
            foreach (var key in keys) await stage.Store.Idempotency.ClaimAsync(GateStage.RoomId, key);
            return number => stage.Store.Idempotency.ReleaseAsync(GateStage.RoomId, keys[number]);
        }),
        new("idempotency.get_event", async stage =>
        {
            var roomEvent = GateStage.NewEventWithKey(0);
            await stage.Store.Events.AddAsync(roomEvent);
            return _ => stage.Store.Idempotency.GetEventAsync(GateStage.RoomId, roomEvent.IdempotencyKey!);
        }),
    ];

    private static string[] Keys() => GateStage.Each(number => GateStage.Numbered("key", number));
}
