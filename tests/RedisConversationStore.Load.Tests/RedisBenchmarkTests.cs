namespace Conversations.Redis.Load.Tests;

/// <summary>redis-benchmark does the work it is measured for.</summary>
public sealed class RedisBenchmarkTests
{
    [Theory]
    [InlineData(1, 64)]
    [InlineData(64, 1)]
    public async Task Each_call_adds_another_event(int connections, int inFlight)
    {
        const int Events = 6_400;
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        Assert.SkipWhen(RedisBenchmark.FindExecutable() is null, RedisBenchmark.Missing);
        await using var redis = await RunningRedis.StartAsync();
        await redis.Place.ResetAsync([Messages.RoomId]);

        var round = await new RedisBenchmark(RedisBenchmark.FindExecutable()!, redis.Port, Messages.RoomId).RunAsync(redis.Server, Events, connections, inFlight);

        Assert.True(round.OperationsPerSecond > 0);
        var room = await redis.Store.Rooms.GetAsync(Messages.RoomId, TestContext.Current.CancellationToken);
        Assert.InRange(room!.EventCount, Events - RedisBenchmark.PossibleRepeats(Events), Events);
        Assert.InRange(await redis.Place.CountAsync(Messages.RoomId), Events - RedisBenchmark.PossibleRepeats(Events), Events);
        Assert.InRange(await redis.Database.HashLengthAsync($"conv:{{{Messages.RoomId}}}:ids"), Events - RedisBenchmark.PossibleRepeats(Events), Events);
    }
}
