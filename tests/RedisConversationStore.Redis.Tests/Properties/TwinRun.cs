using Conversations.Conformance;
using Conversations.Redis.Tests.Retries;
using StackExchange.Redis;

namespace Conversations.Redis.Tests.Properties;

/// <summary>Runs sequences on Redis and on the twin in memory side by side.</summary>
/// <param name="fixture">The server.</param>
/// <param name="isRepeating">Whether the first reply to every script is lost.</param>
/// <param name="cancellationToken">Stops waiting.</param>
internal sealed class TwinRun(RedisFixture fixture, bool isRepeating, CancellationToken cancellationToken)
{
    private const int StepsBetweenReadings = 12;

    // Longer than all ticks of a sequence: the two stores expire keys by different clocks.
    private static readonly TimeSpan TimeToLive = TimeSpan.FromDays(30);

    // They say whether they moved a marker, which the second of two has not.
    private static readonly string[] AnsweredOtherwiseTheSecondTime = ["ReadState.MarkReadAsync", "ReadState.MarkAllReadAsync", "ReadState.RestoreMarkerAsync"];

    private readonly IConnectionMultiplexer connection = isRepeating ? new RepeatingConnection(fixture.Connection).Connection : fixture.Connection;

    private readonly Leftovers leftovers = new(fixture);

    /// <summary>Operations run so far on both stores, readings not counted.</summary>
    internal int OperationsRun { get; private set; }

    /// <summary>The first difference between the two stores; null when there is none.</summary>
    internal async Task<string?> DifferenceAsync(Sequence sequence)
    {
        var clock = new ManualClock(Samples.Instant.AddDays(1));
        await using var twin = new InMemoryConversationStore(new() { TimeProvider = clock, IdempotencyTimeToLive = TimeToLive });
        var prefix = $"test:{Guid.NewGuid():N}";
        await using var redis = new RedisConversationStore(connection, new() { KeyPrefix = prefix, TimeProvider = clock, IdempotencyTimeToLive = TimeToLive, Retry = new() { BaseDelay = TimeSpan.FromMilliseconds(1) } });
        var readings = StoreReading.Of(sequence.Pools);
        for (var step = 0; step < sequence.Operations.Length; step++)
        {
            var operation = sequence.Operations[step];
            clock.Advance(operation.Tick);
            OperationsRun++;
            if (await CompareAsync(operation, twin, redis) is { } difference) return $"Step {step + 1} differs.\n{difference}";
            if ((step + 1) % StepsBetweenReadings != 0 && step + 1 < sequence.Operations.Length) continue;
            var differences = await Task.WhenAll(readings.Select(reading => CompareAsync(reading, twin, redis)));
            if (differences.FirstOrDefault(found => found is not null) is { } seen) return $"After step {step + 1} the stores differ.\n{seen}";
        }

        foreach (var room in sequence.Pools.Rooms) await redis.Rooms.DeleteAsync(room, cancellationToken);
        var left = await leftovers.FindAsync(prefix);

        // Where the reply to a removal was lost, entries of the removed record are left to readers and audits.
        if (isRepeating) left = [.. left.Where(key => !key.EndsWith(":rooms", StringComparison.Ordinal))];
        return left.Length == 0 ? null : $"With all rooms deleted, keys are left: {Text.Of(left)}";
    }

    /// <summary>The shortest sequence that leaving out operations leads to and that still shows a difference.</summary>
    internal async Task<Sequence> ShortenAsync(Sequence sequence)
    {
        for (var length = sequence.Operations.Length / 2; length > 0;)
        {
            var before = sequence.Operations.Length;
            for (var at = 0; at + length <= sequence.Operations.Length;)
            {
                var shorter = sequence with { Operations = [.. sequence.Operations[..at], .. sequence.Operations[(at + length)..]] };
                if (await DifferenceAsync(shorter) is not null) sequence = shorter;
                else at += length;
            }

            // Single operations go round again as long as one could be left out.
            if (length > 1 || sequence.Operations.Length == before) length /= 2;
        }

        return sequence;
    }

    private async Task<string?> CompareAsync(Operation operation, IConversationStore twin, IConversationStore redis)
    {
        var expected = await operation.RunAsync(twin);
        var actual = await operation.RunAsync(redis);
        if (expected.Equals(actual) || (isRepeating && AnsweredOtherwiseTheSecondTime.Contains(operation.Name))) return null;
        var (inMemory, onRedis) = Text.Difference($"{expected}", $"{actual}");
        return $"  {operation}\n  in memory: {inMemory}\n  on Redis:  {onRedis}";
    }
}
