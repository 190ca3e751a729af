using System.Diagnostics;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Hostile;

/// <summary>A million hostile records: each is read as a record that can be written and read again, or reported as corrupt with its key. Nothing else is thrown, and neither time nor memory depends on what the bytes claim.</summary>
public sealed class HostileBytesTests
{
    // A record takes some memory whatever its size; beyond that, so much a byte that is there.
    private const long MostBytes = 32 * 1024;
    private const long MostBytesPerByte = 32;

    // Far from what any case takes, on any machine, and far from for ever.
    private static readonly TimeSpan LongestCase = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("events", 500_000)]
    [InlineData("bindings", 100_000)]
    [InlineData("participants", 100_000)]
    [InlineData("identities", 60_000)]
    [InlineData("tasks", 60_000)]
    [InlineData("observations", 60_000)]
    public Task Records(string name, int cases)
    {
        var kind = StoredKind.ByName[name];
        Mutator[] mutators = [.. kind.Intact.Select((sample, i) => new Mutator(sample, () => kind.Intact[(i + 1) % kind.Intact.Length]))];
        Assert.All(kind.Intact, sample => Assert.Equal(sample, kind.Encode(kind.Decode(sample))));
        return SurviveAsync(
            cases,
            random => mutators[random.Next(mutators.Length)].Next(random),
            bytes => bytes.Length,
            kind.Decode,
            kind.Encode,
            Convert.ToHexString);
    }

    [Fact]
    public Task Rooms()
    {
        Assert.All(HostileRooms.Intact, room => Assert.Equal(room, HostileRooms.Encode(RoomCodec.Decode(room, StoredKind.Key)!)));
        return SurviveAsync(
            120_000,
            HostileRooms.Next,
            fields => fields.Sum(field => field.Length()),
            fields => RoomCodec.Decode(fields, StoredKind.Key)!,
            HostileRooms.Encode,
            fields => string.Join(' ', fields.Select(field => Convert.ToHexString((byte[])field!))));
    }

    /// <summary>Nonces and epochs are random: what stands before a record can look like a map of anything, here of an extension of more than 2 GB.</summary>
    [Fact]
    public void The_map_of_a_record_is_found_behind_bytes_that_begin_like_one()
    {
        byte[] stored = [0x81, 0x00, 0xc9, 0x80, 0x00, 0x00, 0x00, 0x01, 0x81, 0x01, 0x02];
        Assert.Equal(8, Assert.Single(new PackedValues(stored).Entries).Map.Start);
    }

    /// <summary>Reads so many cases, the same every time, and finds both intact and corrupt ones among them.</summary>
    private static async Task SurviveAsync<T>(int cases, Func<Random, T> next, Func<T, long> lengthOf, Func<T, object> decode, Func<object, T> encode, Func<T, string> show)
    {
        var (read, corrupt) = (0, 0);
        Warm(next, decode);
        // On a thread of its own: the pool's are for those who wait for servers beside this.
        await Task.Factory.StartNew(
            () =>
            {
                var random = new Random(cases);
                for (var number = 0; number < cases; number++)
                {
                    var hostile = next(random);
                    if (Survives(hostile, lengthOf(hostile), decode, encode, () => $"case {number}: {Cut(show(hostile))}")) read++;
                    else corrupt++;
                }
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).WaitAsync(LongestRun, Token);

        Assert.True(read > cases / 100 && corrupt > cases / 4, $"{read} were read and {corrupt} corrupt: the cases are not what they should be.");
    }

    // What is set up once, on the first reads, counts for no case.
    private static void Warm<T>(Func<Random, T> next, Func<T, object> decode)
    {
        var random = new Random(0);
        for (var number = 0; number < 100; number++) _ = Record.Exception(() => decode(next(random)));
    }

    /// <returns>Whether it was read; otherwise it was reported as corrupt.</returns>
    private static bool Survives<T>(T hostile, long length, Func<T, object> decode, Func<object, T> encode, Func<string> describe)
    {
        object? record = null;
        Exception? fault = null;
        var begun = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            record = decode(hostile);
        }
        catch (Exception thrown)
        {
            fault = thrown;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var elapsed = Stopwatch.GetElapsedTime(begun);
        if (allocated > MostBytes + (length * MostBytesPerByte)) Assert.Fail($"{allocated} bytes were allocated for {length}, {describe()}");
        if (elapsed > LongestCase) Assert.Fail($"It took {elapsed}, {describe()}");
        if (fault is CorruptRecordException corrupt)
        {
            if (corrupt.Key != StoredKind.Key.ToString()) Assert.Fail($"The key is '{corrupt.Key}', {describe()}");
            return false;
        }

        if (fault is not null) Assert.Fail($"{fault}\n{describe()}");
        if (!decode(hostile).Equals(record)) Assert.Fail($"It is another record every time it is read, {describe()}");
        if (!decode(encode(record!)).Equals(record)) Assert.Fail($"It is not the same when it is written and read again, {describe()}");
        return true;
    }

    private static string Cut(string text) => text.Length <= 4000 ? text : text[..4000] + "…";
}
