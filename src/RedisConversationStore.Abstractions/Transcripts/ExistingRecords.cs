namespace Conversations;

/// <summary>Compares records of a transcript with those that the store has under their ids.</summary>
/// <param name="store">The store.</param>
/// <param name="begunAt">When the import began: a time that a line leaves out is later, and is not compared.</param>
internal sealed class ExistingRecords(IConversationStore store, DateTimeOffset begunAt)
{
    // Observations are found by their room only; those of one room come one after the other.
    private string? roomId;
    private Dictionary<string, Observation> observations = [];

    /// <summary>Whether the store has a record of the same content.</summary>
    /// <param name="given">The record of the transcript.</param>
    /// <param name="existing">What the store has; null when the write did not return it.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    internal async Task<bool> IsSameAsync(ConversationRecord given, ConversationRecord? existing, CancellationToken cancellationToken)
    {
        existing ??= await FindAsync(given, cancellationToken).ConfigureAwait(false);

        // One that is gone meanwhile contradicts nothing.
        return existing is null || Comparable(given, existing) == existing;
    }

    /// <summary>The id of a record, as reports name it.</summary>
    internal static string IdOf(ConversationRecord record) => record switch
    {
        Room room => room.Id,
        ChannelBinding binding => binding.ChannelId,
        Participant participant => participant.Id,
        Identity identity => identity.Id,
        ConversationTask task => task.Id,
        Observation observation => observation.Id,
        RoomEvent roomEvent => roomEvent.Id,
        _ => ((ReadMarker)record).ChannelId,
    };

    private async Task<ConversationRecord?> FindAsync(ConversationRecord given, CancellationToken cancellationToken) => given switch
    {
        Room room => await store.Rooms.GetAsync(room.Id, cancellationToken).ConfigureAwait(false),
        Identity identity => await store.Identities.GetAsync(identity.Id, cancellationToken).ConfigureAwait(false),
        ConversationTask task => await store.Tasks.GetAsync(task.Id, cancellationToken).ConfigureAwait(false),
        Observation observation => await FindAsync(observation, cancellationToken).ConfigureAwait(false),
        _ => null,
    };

    private async Task<Observation?> FindAsync(Observation given, CancellationToken cancellationToken)
    {
        if (given.RoomId != roomId)
        {
            observations = (await store.Observations.ListAsync(given.RoomId, cancellationToken).ConfigureAwait(false)).ToDictionary(observation => observation.Id, StringComparer.Ordinal);
            roomId = given.RoomId;
        }

        return observations.GetValueOrDefault(given.Id);
    }

    // What the store counts, assigns or fills in itself is taken from what it has.
    private ConversationRecord Comparable(ConversationRecord given, ConversationRecord existing) => (given, existing) switch
    {
        (Room room, Room its) => room with
        {
            CreatedAt = Said(room.CreatedAt, its.CreatedAt),
            UpdatedAt = its.UpdatedAt,
            Timers = room.Timers with { LastActivityAt = its.Timers.LastActivityAt },
            EventCount = its.EventCount,
            LatestIndex = its.LatestIndex,
            DeliveredIndex = its.DeliveredIndex,
            Version = its.Version,
        },
        (ChannelBinding binding, ChannelBinding its) => binding with { AttachedAt = Said(binding.AttachedAt, its.AttachedAt), LastReadIndex = its.LastReadIndex },
        (Participant participant, Participant its) => participant with
        {
            JoinedAt = Said(participant.JoinedAt, its.JoinedAt),
            ConnectedVia = participant.ConnectedVia.All(channel => its.ConnectedVia.Contains(channel)) ? its.ConnectedVia : participant.ConnectedVia,
        },
        (ConversationTask task, ConversationTask its) => task with { CreatedAt = Said(task.CreatedAt, its.CreatedAt) },
        (Observation observation, Observation its) => observation with { CreatedAt = Said(observation.CreatedAt, its.CreatedAt) },
        (RoomEvent roomEvent, RoomEvent its) => roomEvent with { CreatedAt = Said(roomEvent.CreatedAt, its.CreatedAt), Index = roomEvent.Index ?? its.Index },
        _ => given,
    };

    private DateTimeOffset Said(DateTimeOffset given, DateTimeOffset its) => given >= begunAt ? its : given;
}
