using Conversations.Redis;
using StackExchange.Redis;

namespace Conversations.LoadTesting.Planning;

/// <summary>Bytes of all keys under a prefix by what they hold, every element looked at.</summary>
/// <param name="probe">The servers.</param>
/// <param name="prefix">The prefix.</param>
/// <param name="entryRounding">What the allocator adds to an entry of a hash table. MEMORY USAGE counts entries as asked for, everything else as given.</param>
internal sealed class KeyMeasurement(ServerProbe probe, string prefix, double entryRounding)
{
    private const int Chunk = 500;

    private readonly KeySpace keySpace = new(prefix);

    /// <summary>Bytes and keys by aggregate.</summary>
    internal async Task<IReadOnlyDictionary<string, KeyBytes>> RunAsync(CancellationToken cancellationToken)
    {
        var totals = new Dictionary<string, KeyBytes>(StringComparer.Ordinal);
        foreach (var server in probe.Primaries)
        {
            var keys = server.KeysAsync(probe.Database.Database, keySpace.Pattern(null), Chunk);
            await foreach (var chunk in keys.Chunk(Chunk).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                var measured = await Task.WhenAll(chunk.Select(MeasureAsync)).ConfigureAwait(false);
                foreach (var (name, bytes) in measured.OfType<(string, double)>())
                {
                    var total = totals.GetValueOrDefault(name);
                    totals[name] = new(total.Keys + 1, total.Bytes + bytes);
                }
            }
        }

        return totals;
    }

    /// <summary>Bytes of one key; null when it is gone.</summary>
    internal async Task<double?> BytesAsync(RedisKey key, RedisType type)
    {
        var database = probe.Database;
        var usage = database.ExecuteAsync("MEMORY", "USAGE", key, "SAMPLES", 0);
        var encoding = database.KeyEncodingAsync(key);
        var items = type switch
        {
            RedisType.Hash => database.HashLengthAsync(key),
            RedisType.SortedSet => database.SortedSetLengthAsync(key),
            RedisType.Set => database.SetLengthAsync(key),
            _ => Task.FromResult(0L),
        };
        var bytes = await usage.ConfigureAwait(false);
        var tableEntries = await encoding.ConfigureAwait(false) is "hashtable" or "skiplist" ? await items.ConfigureAwait(false) : 0;
        return bytes.IsNull ? null : (double)bytes + ((1 + tableEntries) * entryRounding);
    }

    private async Task<(string Name, double Bytes)?> MeasureAsync(RedisKey key)
    {
        if (!keySpace.TryParse(key, out var stored) || await BytesAsync(key, stored.Type).ConfigureAwait(false) is not { } bytes) return null;
        return (stored.Aggregate, stored.Kind == KeyKind.Idempotency ? bytes + HashTables.EntryBytes + entryRounding : bytes);
    }
}

/// <summary>Keys of an aggregate.</summary>
/// <param name="Keys">How many there are.</param>
/// <param name="Bytes">What they take.</param>
internal readonly record struct KeyBytes(long Keys, double Bytes);
