using Conversations.InMemory;

namespace Conversations;

/// <summary>A conversation store in the memory of this process: for tests, for bots that run as one process, and as the executable specification of the contract. Nothing survives the process, and other replicas do not share it.</summary>
/// <remarks>Safe for any number of concurrent callers: every operation is one step under one lock. Tasks are complete when they are returned. After <see cref="DisposeAsync"/> operations throw <see cref="ObjectDisposedException"/>.</remarks>
public sealed class InMemoryConversationStore : IConversationStore, IDisposable
{
    private readonly StoreState state;

    /// <summary>An empty store.</summary>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public InMemoryConversationStore(InMemoryConversationStoreOptions? options = null)
    {
        // A copy: what is set later must not change a store that has begun.
        options = options is null ? new() : options with { };
        ArgumentNullException.ThrowIfNull(options.TimeProvider);
        Check.TimeToLive(options.IdempotencyTimeToLive);
        Check.AtLeast(options.MaxEventBytes, 1);
        Check.AtLeast(options.MaxBatchBytes, options.MaxEventBytes);
        Check.AtLeast(options.MaxContextRecords, 1);

        state = new(options.TimeProvider);
        Rooms = new InMemoryRooms(state, options);
        Directory = new InMemoryRoomDirectory(state);
        Events = new InMemoryEvents(state, options);
        Idempotency = new InMemoryIdempotency(state, options);
        Bindings = new InMemoryBindings(state);
        Participants = new InMemoryParticipants(state);
        Identities = new InMemoryIdentities(state);
        Tasks = new InMemoryTasks(state);
        Observations = new InMemoryObservations(state);
        ReadState = new InMemoryReadState(state);
    }

    /// <summary>True: other processes do not share this store.</summary>
    public bool IsProcessLocal => true;

    /// <inheritdoc/>
    public IRoomStore Rooms { get; }

    /// <inheritdoc/>
    public IRoomDirectory Directory { get; }

    /// <inheritdoc/>
    public IEventStore Events { get; }

    /// <inheritdoc/>
    public IIdempotencyStore Idempotency { get; }

    /// <inheritdoc/>
    public IBindingStore Bindings { get; }

    /// <inheritdoc/>
    public IParticipantStore Participants { get; }

    /// <inheritdoc/>
    public IIdentityStore Identities { get; }

    /// <inheritdoc/>
    public ITaskStore Tasks { get; }

    /// <inheritdoc/>
    public IObservationStore Observations { get; }

    /// <inheritdoc/>
    public IReadStateStore ReadState { get; }

    /// <summary>Ends the store; what it held is lost.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>As <see cref="DisposeAsync"/>.</summary>
    public void Dispose() => state.Close();
}
