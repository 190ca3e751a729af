namespace Conversations.Conformance;

/// <summary>A backend the suite runs on. A test assembly has one fixture per backend, shared by its test classes.</summary>
public interface IConversationStoreFixture
{
    /// <summary>The backend's name, for messages.</summary>
    string Name { get; }

    /// <summary>Why the backend cannot be had on this machine, and then its tests are skipped with this reason; null when it can.</summary>
    string? Unavailable { get; }

    /// <summary>Opens a store on data of its own, which no other test sees.</summary>
    /// <param name="settings">How the store is to be set up.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<IStoreUnderTest> OpenAsync(StoreSettings settings, CancellationToken cancellationToken);
}

/// <summary>A store on data of its own. Disposing it closes the store and its replicas and removes the data.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    /// <summary>The store.</summary>
    IConversationStore Store { get; }

    /// <summary>Opens a further store on the same data and with the same settings, over a connection of its own, as another replica of a bot would. A process-local backend answers with <see cref="Store"/> itself.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<IConversationStore> OpenReplicaAsync(CancellationToken cancellationToken);
}

/// <summary>How a store under test is to be set up; what is null stays at the store's default.</summary>
public sealed record StoreSettings
{
    /// <summary>Every setting at its default.</summary>
    public static StoreSettings Default { get; } = new();

    /// <summary>The clock of <see cref="Room.UpdatedAt"/>. A store may expire idempotency keys by another clock.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>How long idempotency keys live unless a write says otherwise.</summary>
    public TimeSpan? IdempotencyTimeToLive { get; init; }

    /// <summary>The largest encoded event.</summary>
    public int? MaxEventBytes { get; init; }

    /// <summary>The most bytes that the events of one call take together, encoded.</summary>
    public int? MaxBatchBytes { get; init; }

    /// <summary>The most bindings and participants of a room whose context is loaded.</summary>
    public int? MaxContextRecords { get; init; }
}
