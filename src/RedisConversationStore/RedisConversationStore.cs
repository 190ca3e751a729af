using Conversations.Redis.Connection;
using Conversations.Redis.Doctor;
using Conversations.Redis.Health;
using Conversations.Redis.Logging;
using Conversations.Redis.Operations;
using Conversations.Redis.Telemetry;
using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>A conversation store on Redis, shared by all replicas that connect to the same server or cluster with the same <see cref="RedisConversationStoreOptions.KeyPrefix"/>. Thread-safe; one per process is enough, and meant.</summary>
/// <remarks>The errors and guarantees are those of <see cref="IConversationStore"/>. Needs Redis 7.0 or later, or a server that speaks its commands and Lua 5.1.</remarks>
public sealed class RedisConversationStore : IConversationStore, IDisposable
{
    private static readonly TimeSpan MostTidying = TimeSpan.FromSeconds(2);

    private readonly StoreConnection connection;
    private readonly RedisConversationStoreOptions options;
    private readonly HealthProbe probe;
    private readonly RedisGateway redis;
    private readonly HintIndex hints;

    /// <summary>A store on a connection of the application, which stays the application's: disposing the store does not close it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public RedisConversationStore(IConnectionMultiplexer connection, RedisConversationStoreOptions? options = null)
        : this(connection, (options ?? new()).Frozen(), isOwned: false)
    {
    }

    private RedisConversationStore(IConnectionMultiplexer connection, RedisConversationStoreOptions options, bool isOwned)
        : this(new StoreConnection(connection, isOwned, StoreLog.To(options.LoggerFactory)), options)
    {
    }

    /// <param name="connection">The connection.</param>
    /// <param name="options">Valid, and nobody else's.</param>
    private RedisConversationStore(StoreConnection connection, RedisConversationStoreOptions options)
    {
        this.connection = connection;
        this.options = options;

        var keys = new KeySpace(options.KeyPrefix);
        redis = new RedisGateway(connection, new LayoutGuard(keys), options);
        probe = new HealthProbe(connection, keys, redis.Barrier);
        hints = new HintIndex(redis, keys);
        var index = new RoomIndexReader(redis, keys, hints);
        var bindings = new RedisBindings(redis, keys, hints);
        var participants = new RedisParticipants(redis, keys, hints);
        var locators = new EventLocators(redis, keys, hints.Tidying, options.EventLocators);
        var taskLocators = new TaskLocators(redis, keys);
        var deletion = new RoomDeletion(redis, keys, hints, bindings.Records, participants.Records, locators, taskLocators);

        // Each behind what traces and measures it.
        var telemetry = redis.Telemetry;
        Rooms = new TracedRooms(new RedisRooms(redis, keys, hints, index, deletion, options.TimeProvider, options.MaxContextRecords), telemetry);
        Directory = new TracedDirectory(new RedisRoomDirectory(redis, keys, index), telemetry);
        Events = new TracedEvents(new RedisEvents(redis, keys, locators, options), telemetry);
        Idempotency = new TracedIdempotency(new RedisIdempotency(redis, keys, options), telemetry);
        Bindings = new TracedBindings(bindings, telemetry);
        Participants = new TracedParticipants(participants, telemetry);
        Identities = new TracedIdentities(new RedisIdentities(redis, keys, hints), telemetry);
        Tasks = new TracedTasks(new RedisTasks(redis, keys, hints, taskLocators), telemetry);
        Observations = new TracedObservations(new RedisObservations(redis, keys), telemetry);
        ReadState = new TracedReadState(new RedisReadState(redis, keys), telemetry);
    }

    /// <inheritdoc/>
    public bool IsProcessLocal => false;

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

    internal RedisConversationStoreOptions Options => options;

    /// <summary>What tells whether another store shares the servers and the database.</summary>
    internal StoreAddress Address => connection.Address;

    /// <summary>Whether the store was disposed.</summary>
    internal bool IsDisposed => redis.IsClosed;

    /// <summary>Connects, and opens a store that owns the connection: disposing the store closes it.</summary>
    /// <param name="connectionString">As StackExchange.Redis reads it, such as <c>localhost:6379</c> or <c>redis:6380,ssl=true,password=…</c>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or an option is outside its range or does not go with it.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, or does not accept the password.</exception>
    public static async Task<RedisConversationStore> ConnectAsync(string connectionString, RedisConversationStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return await ConnectOwnAsync(Connector.Parse(connectionString), (options ?? new()).Frozen(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Connects, and opens a store that owns the connection: disposing the store closes it. For what a connection string cannot say, such as an authority to trust or a client's certificate.</summary>
    /// <param name="configuration">Whom to connect to and how; stays the caller's.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException">No server is named, or an option is outside its range or does not go with the configuration.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, does not accept the password, or TLS with it fails.</exception>
    public static async Task<RedisConversationStore> ConnectAsync(ConfigurationOptions configuration, RedisConversationStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return await ConnectOwnAsync(configuration.Clone(), (options ?? new()).Frozen(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A store that opens a connection of its own at its first call, or when it is told to, whether or not the server is there. Without a server calls fail as unavailable; when it comes they work.</summary>
    /// <param name="configuration">Whom to connect to and how; becomes the store's.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">An option is outside its range, or does not go with the configuration.</exception>
    internal static RedisConversationStore CreateUnconnected(ConfigurationOptions configuration, RedisConversationStoreOptions options)
    {
        var settings = options.Frozen();
        ReplicaBarrier.Check(configuration, settings);
        return new(new StoreConnection(configuration, StoreLog.To(settings.LoggerFactory)), settings);
    }

    /// <summary>Waits until what follows decided calls is done, for at most two seconds: what is left then, the next process does that meets it.</summary>
    internal Task TidyUpAsync() => hints.Tidying.DrainAsync(MostTidying);

    /// <summary>Begins to connect, so that the first call need not wait for it. What fails is tried again by that call.</summary>
    internal void BeginConnecting() => Resilience.Leave(connection.OpenAsync());

    /// <summary>Whether a server is connected; opens the connection if nobody has.</summary>
    /// <exception cref="StoreUnavailableException">The client cannot even begin.</exception>
    internal async Task<bool> IsConnectedAsync() => (await connection.OpenAsync().ConfigureAwait(false)).IsConnected;

    /// <summary>What the doctor finds about the servers of the store's connection.</summary>
    /// <exception cref="StoreUnavailableException">There is no connection.</exception>
    internal async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken) =>
        await StoreDoctor.ExamineAsync(await connection.OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false), options, cancellationToken).ConfigureAwait(false);

    /// <summary>Looks whether calls to the store would work now, and if not, why: by a write to every primary, of a key of the prefix that expires in seconds. One round trip, two with <see cref="RedisConversationStoreOptions.WaitForReplicas"/>; never throws because of a server.</summary>
    /// <param name="timeout">How long it may take, 10 milliseconds to a minute; null for 2 seconds.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not in its range.</exception>
    public Task<StoreHealth> CheckHealthAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        HealthProbe.ThrowIfOutside(timeout);
        return probe.RunAsync(timeout ?? HealthProbe.DefaultTimeout, cancellationToken);
    }

    /// <param name="configuration">Whom to connect to and how; is changed.</param>
    /// <param name="options">Valid, and nobody else's.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    private static async Task<RedisConversationStore> ConnectOwnAsync(ConfigurationOptions configuration, RedisConversationStoreOptions options, CancellationToken cancellationToken)
    {
        ReplicaBarrier.Check(configuration, options);
        return new(await Connector.ConnectAsync(configuration, options.OperationTimeout, cancellationToken).ConfigureAwait(false), options, isOwned: true);
    }

    /// <summary>Closes the store, and the connection if the store owns it, once what was sent has been answered, but at the latest after <see cref="RedisConversationStoreOptions.OperationTimeout"/>. Operations throw <see cref="ObjectDisposedException"/> from then on.</summary>
    public async ValueTask DisposeAsync()
    {
        await TidyUpAsync().ConfigureAwait(false);
        redis.Close();
        await connection.CloseAsync(options.OperationTimeout).ConfigureAwait(false);
    }

    /// <summary>Closes the store as <see cref="DisposeAsync"/> does, but waits for no answer: calls that still wait for one fail, at the latest at their deadlines. For containers that are disposed synchronously.</summary>
    public void Dispose()
    {
        redis.Close();
        connection.Close();
    }
}
