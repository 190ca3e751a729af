using System.Reflection;
using Npgsql;

namespace Conversations.Redis.Load;

/// <summary>Rooms and events on PostgreSQL with the guarantees of the store: see <c>postgres.sql</c>. The event is the same bytes as in the store, a call one prepared statement.</summary>
internal sealed class PostgresStore : IEventPlace, IAsyncDisposable
{
    private static readonly TimeSpan IdempotencyTimeToLive = TimeSpan.FromHours(24);

    private readonly NpgsqlDataSource source;

    /// <param name="server">The server.</param>
    /// <param name="connections">How many connections the pool has.</param>
    /// <param name="synchronousCommit">Whether a commit is answered when it is on disk; otherwise a crash may lose the last half second or so.</param>
    internal PostgresStore(PostgresServer server, int connections, bool synchronousCommit = true) =>
        source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            MinPoolSize = connections,
            MaxPoolSize = connections,
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            Options = synchronousCommit ? "" : "-c synchronous_commit=off",
        });

    /// <summary>Makes the tables in an empty database.</summary>
    internal async Task CreateTablesAsync()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("postgres.sql")!;
        using var reader = new StreamReader(resource);
        await ExecuteAsync(await reader.ReadToEndAsync());
    }

    public async Task ResetAsync(IReadOnlyList<string> roomIds)
    {
        await ExecuteAsync("truncate rooms, events, idempotency_keys");
        await using (var insert = source.CreateCommand("insert into rooms (id) select unnest($1)"))
        {
            insert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. roomIds] });
            await insert.ExecuteNonQueryAsync();
        }

        // What the last round left to write is not for the next one to pay.
        await ExecuteAsync("checkpoint");
    }

    public async Task<long> CountAsync(string roomId)
    {
        await using var count = source.CreateCommand("select count(*) from events where room_id = $1");
        count.Parameters.Add(new NpgsqlParameter<string> { TypedValue = roomId });
        return (long)(await count.ExecuteScalarAsync())!;
    }

    internal async Task<PeerAdd> AddAsync(RoomEvent roomEvent, byte[] encoded, TimeSpan? timeToLive = null)
    {
        await using var add = source.CreateCommand("select outcome, at_index from add_event($1, $2, $3, $4, $5, $6)");
        add.Parameters.Add(new NpgsqlParameter<string> { TypedValue = roomEvent.RoomId });
        add.Parameters.Add(new NpgsqlParameter<string> { TypedValue = roomEvent.Id });
        add.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = roomEvent.IdempotencyKey });
        add.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Instants.ToMicroseconds(roomEvent.CreatedAt) });
        add.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = timeToLive ?? IdempotencyTimeToLive });
        add.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = encoded });
        await using var reader = await add.ExecuteReaderAsync();
        await reader.ReadAsync();
        var outcome = reader.GetInt32(0);
        return outcome == 0 ? throw new KeyNotFoundException(roomEvent.RoomId) : new(reader.GetInt64(1), IsDuplicate: outcome == 2);
    }

    /// <summary>A room's latest index and tally.</summary>
    internal async Task<(long LatestIndex, long EventCount)> GetRoomAsync(string roomId)
    {
        await using var select = source.CreateCommand("select latest_index, event_count from rooms where id = $1");
        select.Parameters.Add(new NpgsqlParameter<string> { TypedValue = roomId });
        await using var reader = await select.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>What a setting is in the sessions of this store.</summary>
    internal async Task<string> ShowAsync(string setting)
    {
        await using var show = source.CreateCommand($"show {setting}");
        return (string)(await show.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
