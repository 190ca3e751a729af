using System.Runtime.CompilerServices;
using Conversations.Redis.Connection;
using Conversations.Redis.Logging;
using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>Walks a store, checks everything that must hold in it, and repairs what is not truth. Safe beside running writers.</summary>
/// <remarks>
/// <para>Truth is what a room's own keys and the identities hold: it is read and never written. What leads to it from elsewhere (index entries, locators) can be made from it, so it is repaired.</para>
/// <para>Keys are walked with SCAN on every primary, contents in pages: memory stays bounded, and no command blocks a server for long. On a store of a million events it reads each of them.</para>
/// </remarks>
public sealed class StoreAudit : IAsyncDisposable
{
    private readonly IConnectionMultiplexer multiplexer;
    private readonly StoreConnection connection;
    private readonly RedisConversationStoreOptions options;
    private readonly RedisGateway redis;

    /// <summary>An audit of a store over a connection of the application, which stays the application's.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">The options of the store; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public StoreAudit(IConnectionMultiplexer connection, RedisConversationStoreOptions? options = null)
        : this(connection, (options ?? new()).Frozen(), ownsConnection: false)
    {
    }

    private StoreAudit(IConnectionMultiplexer multiplexer, RedisConversationStoreOptions options, bool ownsConnection)
    {
        connection = new(multiplexer, ownsConnection, StoreLog.To(options.LoggerFactory));
        this.multiplexer = multiplexer;
        this.options = options;
        redis = new RedisGateway(connection, new LayoutGuard(new KeySpace(options.KeyPrefix), isReader: true), options);
    }

    /// <summary>Connects, and opens an audit that owns the connection.</summary>
    /// <param name="connectionString">As StackExchange.Redis reads it.</param>
    /// <param name="options">The options of the store; null for the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or an option is outside its range.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, or does not accept the password.</exception>
    public static async Task<StoreAudit> ConnectAsync(string connectionString, RedisConversationStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var settings = (options ?? new()).Frozen();
        return new(await Connector.ConnectAsync(connectionString, settings.OperationTimeout, cancellationToken).ConfigureAwait(false), settings, ownsConnection: true);
    }

    /// <summary>Walks the store and says what is wrong, as it is found.</summary>
    /// <param name="auditOptions">Null for the defaults: the whole store, without repair.</param>
    /// <param name="cancellationToken">Stops the walk; repairs made so far stay.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="StoreUnavailableException">A server cannot be reached.</exception>
    /// <exception cref="IncompatibleLayoutException">The data has a layout that this version does not know.</exception>
    public IAsyncEnumerable<AuditFinding> RunAsync(AuditOptions? auditOptions = null, CancellationToken cancellationToken = default)
    {
        var settings = auditOptions ?? new();
        settings.Validate();
        return WalkAsync(settings, cancellationToken);
    }

    /// <summary>Counts what the store holds, and measures what it takes where the server tells (MEMORY USAGE).</summary>
    /// <param name="biggestRooms">How many rooms to name, 0 to 1000.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <exception cref="StoreUnavailableException">A server cannot be reached.</exception>
    /// <exception cref="IncompatibleLayoutException">The data has a layout that this version does not know.</exception>
    public Task<StoreStatistics> MeasureAsync(int biggestRooms = 10, CancellationToken cancellationToken = default)
    {
        if (biggestRooms is < 0 or > 1000) throw new ArgumentOutOfRangeException(nameof(biggestRooms), biggestRooms, "0 to 1000 rooms can be named.");
        var keys = new KeySpace(options.KeyPrefix);
        return new StatisticsWalk(redis, keys, biggestRooms).RunAsync(KeyScan.KeysAsync(multiplexer, redis, keys.Pattern(null), cancellationToken), cancellationToken);
    }

    /// <summary>Closes the connection if the audit owns it, as the store does.</summary>
    public async ValueTask DisposeAsync()
    {
        redis.Close();
        await connection.CloseAsync(options.OperationTimeout).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<AuditFinding> WalkAsync(AuditOptions settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var context = new AuditContext(redis, options, settings);
        var walk = new StoreWalk(context);
        var looks = new TwoLooks(context, checks => settings.Progress?.Report(new(walk.Keys, walk.Rooms, walk.Events, checks)));
        var keys = KeyScan.KeysAsync(multiplexer, redis, context.Keys.Pattern(settings.RoomId), cancellationToken);
        await foreach (var finding in looks.RunAsync(walk.ItemsAsync(keys, cancellationToken), cancellationToken).ConfigureAwait(false)) yield return finding;
    }
}
