namespace Conversations.InMemory;

internal sealed class InMemoryRoomDirectory(StoreState state) : IRoomDirectory
{
    public Task<IReadOnlyList<Room>> FindAsync(RoomQuery query, int offset = 0, int limit = 100, CancellationToken cancellationToken = default)
    {
        RecordRules.Accept(query);
        Check.Offset(offset);
        Check.Limit(limit);
        return state.Run<IReadOnlyList<Room>>(
            () => [.. state.Rooms.Select(room => room.Record).Where(query.Matches).Skip(offset).Take(limit)],
            cancellationToken);
    }

    public Task<Room?> FindLatestAsync(string participantId, ChannelType? channelType = null, RoomStatus? status = null, CancellationToken cancellationToken = default)
    {
        Check.Id(participantId);
        if (channelType is { } type) Check.Enum(type, nameof(channelType));
        CheckStatus(status);
        return state.Run(
            () => state.RoomsByParticipant[participantId].Reverse()
                .FirstOrDefault(room => HasStatus(room.Record, status) && HasParticipant(room, participantId, channelType))?.Record,
            cancellationToken);
    }

    public Task<IReadOnlyList<string>> FindIdsByChannelAsync(string channelId, RoomStatus? status = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        Check.Id(channelId);
        CheckStatus(status);
        Check.Limit(limit);
        return state.Run<IReadOnlyList<string>>(
            () => [.. state.RoomsByChannel[channelId].Where(room => HasStatus(room.Record, status)).Take(limit).Select(room => room.Id)],
            cancellationToken);
    }

    private static void CheckStatus(RoomStatus? status)
    {
        if (status is { } known) Check.Enum(known, nameof(status));
    }

    private static bool HasStatus(Room room, RoomStatus? status) => status is null || status == room.Status;

    // The channel type narrows bindings only: a participant record counts whatever its channel.
    private static bool HasParticipant(RoomState room, string participantId, ChannelType? channelType) =>
        room.Participants.ContainsKey(participantId)
        || room.Bindings.Values.Any(binding => binding.ParticipantId == participantId && (channelType is null || channelType == binding.ChannelType));
}
