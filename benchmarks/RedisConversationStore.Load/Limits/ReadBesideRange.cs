namespace Conversations.Redis.Load;

/// <summary>Reading the last messages of a room beside reading their bytes alone, and beside reading them with the scores, which are the indices.</summary>
internal sealed class ReadBesideRange : ILimit
{
    private const int Messages = 50;
    private const string RoomId = "room";

    public string Name => "read_50_vs_zrange";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        await using var redis = await RunningRedis.StartAsync();
        await redis.Place.ResetAsync([RoomId]);
        await RoomFiller.FillAsync(redis.Store, RoomId, from: 0, to: 1_000);
        var events = new KeySpace(new RedisConversationStoreOptions().KeyPrefix).Room(RoomId).Events;
        var many = await CompareAsync(setup.Callers, setup.Operations / 4);
        yield return new(Name, "read of the last 50 messages / ZRANGE of the same bytes through the client, operations per second", Bar.AtLeast(0.7), many.Ratio("store", "range"), LimitSetup.PerSecond(many, "store", "range", "reads/s"));
        var one = await CompareAsync(callers: 1, setup.Operations / 20);
        yield return new(Name + "_one_caller", "the same from one caller", null, one.Ratio("store", "range"), LimitSetup.PerSecond(one, "store", "range", "reads/s"));
        yield return new(Name + "_with_scores", "read of the last 50 messages / ZRANGE WITHSCORES of the same, which brings the indices too", null, many.Ratio("store", "range-scores"), LimitSetup.PerSecond(many, "store", "range-scores", "reads/s"));

        Task<Comparison> CompareAsync(int callers, int reads) => setup.CompareAsync(
            new("store", "the store: events.ConversationAsync", () => Round.RunAsync(async _ => Require((await redis.Store.Events.ConversationAsync(RoomId, Messages)).Count), callers, Math.Max(1, reads))),
            new("range", "ZRANGE", () => Round.RunAsync(async _ => Require((await redis.Database.SortedSetRangeByRankAsync(events, -Messages, -1)).Length), callers, Math.Max(1, reads))),
            new("range-scores", "ZRANGE WITHSCORES", () => Round.RunAsync(async _ => Require((await redis.Database.SortedSetRangeByRankWithScoresAsync(events, -Messages, -1)).Length), callers, Math.Max(1, reads))));
    }

    private static void Require(int read)
    {
        if (read != Messages) throw new InvalidOperationException($"{read} messages were read.");
    }
}
