using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>The operations on one kind of records, the same for all kinds.</summary>
public sealed class RecordAccess
{
    public required RecordKind Kind { get; init; }

    /// <summary>Whether adding a record replaces the one that is there, and is not refused.</summary>
    public bool AddReplaces { get; init; }

    /// <summary>Adds a record: its room, id and value.</summary>
    public required Func<string, string, string, Task> AddAsync { get; init; }

    /// <summary>Replaces a record that is there: its room, id and value.</summary>
    public Func<string, string, string, Task>? UpdateAsync { get; init; }

    /// <summary>Removes a record: its room and id.</summary>
    public Func<string, string, Task<bool>>? RemoveAsync { get; init; }

    public required Func<RecordName, Task<StoredRecord?>> GetAsync { get; init; }

    /// <summary>Lists the records of a room.</summary>
    public Func<string, Task<IReadOnlyList<StoredRecord>>>? ListAsync { get; init; }

    /// <summary>All kinds in a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">Where the times in the records come from.</param>
    public static IReadOnlyList<RecordAccess> All(IConversationStore store, TimeProvider clock) =>
    [
        Bindings(store.Bindings, clock), Participants(store.Participants, clock), Tasks(store.Tasks, clock), Observations(store.Observations, clock),
        Identities(store.Identities), Addresses(store.Identities),
    ];

    private static RecordAccess Bindings(IBindingStore bindings, TimeProvider clock) => new()
    {
        Kind = RecordKind.Binding,
        AddReplaces = true,
        AddAsync = (roomId, id, value) => bindings.AddAsync(SentRecords.Binding(roomId, id, value) with { AttachedAt = clock.GetUtcNow() }),
        UpdateAsync = (roomId, id, value) => bindings.UpdateAsync(SentRecords.Binding(roomId, id, value) with { AttachedAt = clock.GetUtcNow() }),
        RemoveAsync = (roomId, id) => bindings.RemoveAsync(roomId, id),
        GetAsync = async name => await bindings.GetAsync(name.RoomId!, name.Id) is { } one ? SentRecords.Stored(one) : null,
        ListAsync = async roomId => [.. (await bindings.ListAsync(roomId)).Select(SentRecords.Stored)],
    };

    private static RecordAccess Participants(IParticipantStore participants, TimeProvider clock) => new()
    {
        Kind = RecordKind.Participant,
        AddReplaces = true,
        AddAsync = (roomId, id, value) => participants.AddAsync(SentRecords.Participant(roomId, id, value) with { JoinedAt = clock.GetUtcNow() }),
        UpdateAsync = (roomId, id, value) => participants.UpdateAsync(SentRecords.Participant(roomId, id, value) with { JoinedAt = clock.GetUtcNow() }),
        RemoveAsync = (roomId, id) => participants.RemoveAsync(roomId, id),
        GetAsync = async name => await participants.GetAsync(name.RoomId!, name.Id) is { } one ? SentRecords.Stored(one) : null,
        ListAsync = async roomId => [.. (await participants.ListAsync(roomId)).Select(SentRecords.Stored)],
    };

    private static RecordAccess Tasks(ITaskStore tasks, TimeProvider clock) => new()
    {
        Kind = RecordKind.Task,
        AddAsync = (roomId, id, value) => tasks.AddAsync(SentRecords.Task(roomId, id, value) with { CreatedAt = clock.GetUtcNow() }),
        UpdateAsync = (roomId, id, value) => tasks.UpdateAsync(SentRecords.Task(roomId, id, value) with { CreatedAt = clock.GetUtcNow() }),
        GetAsync = async name => await tasks.GetAsync(name.Id) is { } one ? SentRecords.Stored(one) : null,
        ListAsync = async roomId => [.. (await tasks.ListAsync(roomId)).Select(SentRecords.Stored)],
    };

    private static RecordAccess Observations(IObservationStore observations, TimeProvider clock) => new()
    {
        Kind = RecordKind.Observation,
        AddAsync = (roomId, id, value) => observations.AddAsync(SentRecords.Observation(roomId, id, value) with { CreatedAt = clock.GetUtcNow() }),
        UpdateAsync = (roomId, id, value) => observations.UpdateAsync(SentRecords.Observation(roomId, id, value) with { CreatedAt = clock.GetUtcNow() }),
        GetAsync = async name => await observations.GetAsync(name.RoomId!, name.Id) is { } one ? SentRecords.Stored(one) : null,
        ListAsync = async roomId => [.. (await observations.ListAsync(roomId)).Select(SentRecords.Stored)],
    };

    private static RecordAccess Identities(IIdentityStore identities) => new()
    {
        Kind = RecordKind.Identity,
        AddAsync = (_, id, value) => identities.CreateAsync(SentRecords.Identity(id, value)),
        GetAsync = async name => await identities.GetAsync(name.Id) is { } one ? SentRecords.Stored(one) : null,
    };

    private static RecordAccess Addresses(IIdentityStore identities) => new()
    {
        Kind = RecordKind.Address,
        AddReplaces = true,
        AddAsync = (_, address, identityId) => identities.LinkAddressAsync(identityId, SentRecords.AddressType, address),
        GetAsync = async name => await identities.ResolveAsync(SentRecords.AddressType, name.Id) is { } one ? new(name, null, one.Id) : null,
    };
}
