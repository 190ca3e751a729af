using static Conversations.Redis.ConversationStoreTelemetry.Operations;

namespace Conversations.Redis.Telemetry;

/// <summary>Traces and measures the operations of <see cref="IRoomStore"/>.</summary>
internal sealed class TracedRooms(IRoomStore inner, StoreTelemetry telemetry) : IRoomStore
{
    public Task<Room> CreateAsync(Room room, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsCreate, (inner, room, cancellationToken), static it => it.inner.CreateAsync(it.room, it.cancellationToken), room?.Id);

    public Task<Room?> GetAsync(string roomId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsGet, (inner, roomId, cancellationToken), static it => it.inner.GetAsync(it.roomId, it.cancellationToken), roomId);

    public Task<bool> ExistsAsync(string roomId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsExists, (inner, roomId, cancellationToken), static it => it.inner.ExistsAsync(it.roomId, it.cancellationToken), roomId);

    public Task<Room> UpdateAsync(Room room, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsUpdate, (inner, room, cancellationToken), static it => it.inner.UpdateAsync(it.room, it.cancellationToken), room?.Id);

    public Task<Room> UpdateAsync(Room room, long expectedVersion, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsUpdate, (inner, room, expectedVersion, cancellationToken), static it => it.inner.UpdateAsync(it.room, it.expectedVersion, it.cancellationToken), room?.Id);

    public Task<Room?> PatchMetadataAsync(string roomId, DataObject set, IReadOnlyList<string>? unset = null, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsPatchMetadata, (inner, roomId, set, unset, cancellationToken), static it => it.inner.PatchMetadataAsync(it.roomId, it.set, it.unset, it.cancellationToken), roomId);

    public Task<bool> DeleteAsync(string roomId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsDelete, (inner, roomId, cancellationToken), static it => it.inner.DeleteAsync(it.roomId, it.cancellationToken), roomId);

    public Task<bool> DeleteAsync(string roomId, RoomConditions conditions, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsDelete, (inner, roomId, conditions, cancellationToken), static it => it.inner.DeleteAsync(it.roomId, it.conditions, it.cancellationToken), roomId);

    public Task<Room> CloseAsync(string roomId, RoomConditions? conditions = null, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsClose, (inner, roomId, conditions, cancellationToken), static it => it.inner.CloseAsync(it.roomId, it.conditions, it.cancellationToken), roomId);

    public Task<IReadOnlyList<Room>> ListAsync(int offset = 0, int limit = 100, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsList, (inner, offset, limit, cancellationToken), static it => it.inner.ListAsync(it.offset, it.limit, it.cancellationToken));

    public Task<IReadOnlyList<Room>> ListAfterAsync(RoomPosition? after, RoomQuery? query = null, int limit = 100, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsListAfter, (inner, after, query, limit, cancellationToken), static it => it.inner.ListAfterAsync(it.after, it.query, it.limit, it.cancellationToken));

    public Task<RoomContext?> LoadContextAsync(string roomId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsLoadContext, (inner, roomId, cancellationToken), static it => it.inner.LoadContextAsync(it.roomId, it.cancellationToken), roomId);

    public Task<long> GetDeliveredIndexAsync(string roomId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsGetDeliveredIndex, (inner, roomId, cancellationToken), static it => it.inner.GetDeliveredIndexAsync(it.roomId, it.cancellationToken), roomId);

    public Task<bool> AdvanceDeliveredIndexAsync(string roomId, long index, bool force = false, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(RoomsAdvanceDeliveredIndex, (inner, roomId, index, force, cancellationToken), static it => it.inner.AdvanceDeliveredIndexAsync(it.roomId, it.index, it.force, it.cancellationToken), roomId);
}
