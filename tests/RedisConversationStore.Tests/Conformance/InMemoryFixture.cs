using Conversations.Conformance;

namespace Conversations.Tests.Conformance;

public sealed class InMemoryFixture : IConversationStoreFixture
{
    public string Name => "in memory";

    public string? Unavailable => null;

    public ValueTask<IStoreUnderTest> OpenAsync(StoreSettings settings, CancellationToken cancellationToken)
    {
        InMemoryConversationStoreOptions defaults = new();
        return new(new StoreUnderTest(new InMemoryConversationStore(new()
        {
            TimeProvider = settings.TimeProvider ?? defaults.TimeProvider,
            IdempotencyTimeToLive = settings.IdempotencyTimeToLive ?? defaults.IdempotencyTimeToLive,
            MaxEventBytes = settings.MaxEventBytes ?? defaults.MaxEventBytes,
            MaxBatchBytes = settings.MaxBatchBytes ?? defaults.MaxBatchBytes,
            MaxContextRecords = settings.MaxContextRecords ?? defaults.MaxContextRecords,
        })));
    }

    private sealed class StoreUnderTest(InMemoryConversationStore store) : IStoreUnderTest
    {
        public IConversationStore Store => store;

        public ValueTask<IConversationStore> OpenReplicaAsync(CancellationToken cancellationToken) => new(store);

        public ValueTask DisposeAsync() => store.DisposeAsync();
    }
}
