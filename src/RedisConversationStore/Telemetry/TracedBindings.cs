using static Conversations.Redis.ConversationStoreTelemetry.Operations;

namespace Conversations.Redis.Telemetry;

/// <summary>Traces and measures the operations of <see cref="IBindingStore"/>.</summary>
internal sealed class TracedBindings(IBindingStore inner, StoreTelemetry telemetry) : IBindingStore
{
    public Task<ChannelBinding> AddAsync(ChannelBinding binding, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(BindingsAdd, (inner, binding, cancellationToken), static it => it.inner.AddAsync(it.binding, it.cancellationToken), binding?.RoomId);

    public Task<ChannelBinding> UpdateAsync(ChannelBinding binding, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(BindingsUpdate, (inner, binding, cancellationToken), static it => it.inner.UpdateAsync(it.binding, it.cancellationToken), binding?.RoomId);

    public Task<ChannelBinding?> GetAsync(string roomId, string channelId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(BindingsGet, (inner, roomId, channelId, cancellationToken), static it => it.inner.GetAsync(it.roomId, it.channelId, it.cancellationToken), roomId);

    public Task<bool> ExistsAsync(string roomId, string channelId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(BindingsExists, (inner, roomId, channelId, cancellationToken), static it => it.inner.ExistsAsync(it.roomId, it.channelId, it.cancellationToken), roomId);

    public Task<bool> RemoveAsync(string roomId, string channelId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(BindingsRemove, (inner, roomId, channelId, cancellationToken), static it => it.inner.RemoveAsync(it.roomId, it.channelId, it.cancellationToken), roomId);

    public Task<IReadOnlyList<ChannelBinding>> ListAsync(string roomId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(BindingsList, (inner, roomId, cancellationToken), static it => it.inner.ListAsync(it.roomId, it.cancellationToken), roomId);
}
