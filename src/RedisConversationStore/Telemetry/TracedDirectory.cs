using static Conversations.Redis.ConversationStoreTelemetry.Operations;

namespace Conversations.Redis.Telemetry;

/// <summary>Traces and measures the operations of <see cref="IRoomDirectory"/>.</summary>
internal sealed class TracedDirectory(IRoomDirectory inner, StoreTelemetry telemetry) : IRoomDirectory
{
    public Task<IReadOnlyList<Room>> FindAsync(RoomQuery query, int offset = 0, int limit = 100, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(DirectoryFind, (inner, query, offset, limit, cancellationToken), static it => it.inner.FindAsync(it.query, it.offset, it.limit, it.cancellationToken));

    public Task<Room?> FindLatestAsync(string participantId, ChannelType? channelType = null, RoomStatus? status = null, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(DirectoryFindLatest, (inner, participantId, channelType, status, cancellationToken), static it => it.inner.FindLatestAsync(it.participantId, it.channelType, it.status, it.cancellationToken));

    public Task<IReadOnlyList<string>> FindIdsByChannelAsync(string channelId, RoomStatus? status = null, int limit = 100, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(DirectoryFindIdsByChannel, (inner, channelId, status, limit, cancellationToken), static it => it.inner.FindIdsByChannelAsync(it.channelId, it.status, it.limit, it.cancellationToken));
}
