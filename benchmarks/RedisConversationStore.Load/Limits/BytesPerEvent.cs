using System.Globalization;
using StackExchange.Redis;

namespace Conversations.Redis.Load;

/// <summary>What an event takes in the store beside the same bytes in a sorted set and nothing else: the growth of the memory of two servers, looked at several times while their rooms grow, because hash tables double at once.</summary>
internal sealed class BytesPerEvent : ILimit
{
    private const string RoomId = "room";

    public string Name => "bytes_per_event_vs_sorted_set";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        await using var redis = await RunningRedis.StartAsync();
        await using var bare = await RunningRedis.StartAsync();
        await redis.Place.ResetAsync([RoomId]);
        await bare.Database.PingAsync();
        var before = await ServerFigures.UsedMemoryAsync(redis.Server);
        var bareBefore = await ServerFigures.UsedMemoryAsync(bare.Server);

        List<double> ratios = [], bytes = [], bareBytes = [];
        var events = 0;
        for (var round = 1; round <= setup.Rounds; round++)
        {
            var grown = (int)((long)setup.LargeRoom * round / setup.Rounds);
            await RoomFiller.FillAsync(redis.Store, RoomId, events, grown);
            await AddAsync(bare.Database, events, grown);
            events = grown;
            bytes.Add((await ServerFigures.UsedMemoryAsync(redis.Server) - before) / events);
            bareBytes.Add((await ServerFigures.UsedMemoryAsync(bare.Server) - bareBefore) / events);
            ratios.Add(bytes[^1] / bareBytes[^1]);
            await Progress.TellAsync(string.Create(CultureInfo.InvariantCulture, $"{events:N0} events: {bytes[^1]:F0} / {bareBytes[^1]:F0} bytes an event"));
        }

        yield return new(
            Name,
            $"bytes per event of {Encoded(0).Length} bytes, everything but idempotency keys / sorted set alone",
            Bar.AtMost(1.5),
            Round.Median(ratios),
            string.Create(CultureInfo.InvariantCulture, $"{Round.Median(bytes):F0} / {Round.Median(bareBytes):F0} bytes; {ratios.Min():F2} to {ratios.Max():F2} up to {events:N0} events"));
    }

    private static async Task AddAsync(IDatabase database, int from, int to)
    {
        foreach (var numbers in Enumerable.Range(from, to - from).Chunk(EventLimits.MaxEventsPerAdd))
        {
            await database.SortedSetAddAsync("events", Array.ConvertAll(numbers, number => new SortedSetEntry(Encoded(number), number)));
        }
    }

    private static byte[] Encoded(int number) => EventCodec.Encode(Samples.WithoutKey(number, RoomId), EventLimits.DefaultMaxEventBytes);
}
