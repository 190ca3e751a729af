using Conversations.Redis.Connection;

namespace Conversations.Redis.Operations;

/// <summary>Channel bindings: a hash per room, listed by channel and by participant.</summary>
internal sealed class RedisBindings(RedisGateway redis, KeySpace keySpace, HintIndex hints) : IBindingStore
{
    internal HintedRecords<ChannelBinding> Records { get; } = new(
        redis,
        hints,
        RecordKinds.Binding,
        letter: 'b',
        static keys => keys.Bindings,
        binding => binding.ParticipantId is { } participantId
            ? [keySpace.ChannelRooms(binding.ChannelId), keySpace.ParticipantRooms(participantId)]
            : [keySpace.ChannelRooms(binding.ChannelId)]);

    public Task<ChannelBinding> AddAsync(ChannelBinding binding, CancellationToken cancellationToken = default) =>
        WriteAsync(binding, mustExist: false, cancellationToken);

    public Task<ChannelBinding> UpdateAsync(ChannelBinding binding, CancellationToken cancellationToken = default) =>
        WriteAsync(binding, mustExist: true, cancellationToken);

    public Task<ChannelBinding?> GetAsync(string roomId, string channelId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(channelId);
        cancellationToken.ThrowIfCancellationRequested();
        return Records.GetAsync(keySpace.Room(roomId), channelId, cancellationToken);
    }

    public Task<bool> ExistsAsync(string roomId, string channelId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(channelId);
        cancellationToken.ThrowIfCancellationRequested();
        return redis.ReadPreferredAsync((database, flags) => database.HashExistsAsync(keySpace.Room(roomId).Bindings, channelId, flags), cancellationToken, keySpace.Room(roomId).Bindings);
    }

    public Task<bool> RemoveAsync(string roomId, string channelId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(channelId);
        cancellationToken.ThrowIfCancellationRequested();
        return Records.RemoveAsync(keySpace.Room(roomId), roomId, channelId, cancellationToken);
    }

    public async Task<IReadOnlyList<ChannelBinding>> ListAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        cancellationToken.ThrowIfCancellationRequested();
        return Sorted(await Records.ListAsync(keySpace.Room(roomId), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>In order of attachment, id breaks ties.</summary>
    internal static ChannelBinding[] Sorted(ChannelBinding[] bindings)
    {
        Array.Sort(bindings, static (left, right) =>
        {
            var order = left.AttachedAt.CompareTo(right.AttachedAt);
            return order != 0 ? order : IdOrder.Instance.Compare(left.ChannelId, right.ChannelId);
        });
        return bindings;
    }

    private Task<ChannelBinding> WriteAsync(ChannelBinding binding, bool mustExist, Call call)
    {
        var accepted = RecordRules.Accept(binding);
        return Records.WriteAsync(
            keySpace.Room(accepted.RoomId),
            accepted.RoomId,
            accepted.ChannelId,
            accepted,
            mustExist,
            existing => existing is null ? accepted : accepted with { AttachedAt = existing.AttachedAt },
            call);
    }
}
