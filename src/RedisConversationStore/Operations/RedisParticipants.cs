using Conversations.Redis.Connection;

namespace Conversations.Redis.Operations;

/// <summary>Participants: a hash per room, listed by participant.</summary>
internal sealed class RedisParticipants(RedisGateway redis, KeySpace keySpace, HintIndex hints) : IParticipantStore
{
    internal HintedRecords<Participant> Records { get; } = new(
        redis,
        hints,
        RecordKinds.Participant,
        letter: 'p',
        static keys => keys.Participants,
        participant => [keySpace.ParticipantRooms(participant.Id)]);

    public Task<Participant> AddAsync(Participant participant, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(participant);
        return WriteAsync(accepted, mustExist: false, existing => existing is null ? accepted : RecordRules.Merge(accepted, existing), cancellationToken);
    }

    public Task<Participant> UpdateAsync(Participant participant, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(participant);
        return WriteAsync(accepted, mustExist: true, existing => accepted with { JoinedAt = existing!.JoinedAt }, cancellationToken);
    }

    public Task<Participant?> GetAsync(string roomId, string participantId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(participantId);
        cancellationToken.ThrowIfCancellationRequested();
        return Records.GetAsync(keySpace.Room(roomId), participantId, cancellationToken);
    }

    public Task<bool> RemoveAsync(string roomId, string participantId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(participantId);
        cancellationToken.ThrowIfCancellationRequested();
        return Records.RemoveAsync(keySpace.Room(roomId), roomId, participantId, cancellationToken);
    }

    public async Task<IReadOnlyList<Participant>> ListAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        cancellationToken.ThrowIfCancellationRequested();
        return Sorted(await Records.ListAsync(keySpace.Room(roomId), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>In order of joining, id breaks ties.</summary>
    internal static Participant[] Sorted(Participant[] participants)
    {
        Array.Sort(participants, static (left, right) =>
        {
            var order = left.JoinedAt.CompareTo(right.JoinedAt);
            return order != 0 ? order : IdOrder.Instance.Compare(left.Id, right.Id);
        });
        return participants;
    }

    private Task<Participant> WriteAsync(Participant accepted, bool mustExist, Func<Participant?, Participant> decide, Call call) =>
        Records.WriteAsync(keySpace.Room(accepted.RoomId), accepted.RoomId, accepted.Id, accepted, mustExist, decide, call);
}
