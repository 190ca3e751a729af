using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests;

/// <summary>A server that speaks Redis, started once for all tests of the assembly. A server that cannot be had is skipped with its reason; one that is there and broken fails.</summary>
public abstract class RedisFixture : IConversationStoreFixture, IAsyncLifetime
{
    private IConnectionMultiplexer? connection;
    private IConnectionMultiplexer? ofSuite;

    public abstract string Name { get; }

    public string? Unavailable => Backends.Unavailable(GetType());

    public string ConnectionString { get; private set; } = "";

    /// <summary>A connection that all tests share.</summary>
    public IConnectionMultiplexer Connection => connection ?? throw new InvalidOperationException($"{Name} is not there: {Unavailable}");

    public async ValueTask InitializeAsync()
    {
        if (Unavailable is not null) return;
        await StartAsync();
        ConnectionString = GetConnectionString();
        connection = await ConnectAsync();
        ofSuite = await ConnectionMultiplexer.ConnectAsync(ConnectionString + GetLogin());
    }

    public async ValueTask DisposeAsync()
    {
        if (ofSuite is not null) await ofSuite.DisposeAsync();
        if (connection is not null) await connection.DisposeAsync();
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    public ValueTask<IStoreUnderTest> OpenAsync(StoreSettings settings, CancellationToken cancellationToken)
    {
        var defaults = new RedisConversationStoreOptions();
        var options = new RedisConversationStoreOptions
        {
            KeyPrefix = $"{KeyPrefix}:{Guid.NewGuid():N}",
            TimeProvider = settings.TimeProvider ?? defaults.TimeProvider,
            IdempotencyTimeToLive = settings.IdempotencyTimeToLive ?? defaults.IdempotencyTimeToLive,
            MaxEventBytes = settings.MaxEventBytes ?? defaults.MaxEventBytes,
            MaxBatchBytes = settings.MaxBatchBytes ?? defaults.MaxBatchBytes,
            MaxContextRecords = settings.MaxContextRecords ?? defaults.MaxContextRecords,
        };
        return new(new StoreUnderTest(this, options));
    }

    /// <summary>A further connection.</summary>
    public async Task<IConnectionMultiplexer> ConnectAsync() => await ConnectionMultiplexer.ConnectAsync(ConnectionString + ",allowAdmin=true");

    /// <summary>What the keys of the conformance suite begin with.</summary>
    protected virtual string KeyPrefix => "test";

    protected abstract Task StartAsync();

    protected abstract string GetConnectionString();

    /// <summary>What a connection string needs for the user the conformance suite runs as; empty for one who may do everything.</summary>
    protected virtual string GetLogin() => "";

    protected abstract Task StopAsync();

    private sealed class StoreUnderTest(RedisFixture fixture, RedisConversationStoreOptions options) : IStoreUnderTest
    {
        private readonly List<IAsyncDisposable> replicas = [];

        public IConversationStore Store { get; } = new RedisConversationStore(fixture.ofSuite!, options);

        public async ValueTask<IConversationStore> OpenReplicaAsync(CancellationToken cancellationToken)
        {
            var replica = await RedisConversationStore.ConnectAsync(fixture.ConnectionString + fixture.GetLogin(), options, cancellationToken);
            replicas.Add(replica);
            return replica;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var replica in replicas) await replica.DisposeAsync();
            await Store.DisposeAsync();
        }
    }
}
