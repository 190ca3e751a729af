using Xunit;

namespace Conversations.Redis.Tests.Hints;

/// <summary>Calls that are cancelled at any moment leave nothing that outlives their rooms.</summary>
public abstract class CancelledCallsTests(RedisFixture fixture) : HintTest(fixture)
{
    private const int Callers = 8;
    private const int CallsEach = 500;

    [Fact]
    public async Task Cancelled_calls_leave_no_key_when_all_rooms_are_deleted()
    {
        var seed = Environment.GetEnvironmentVariable("CANCELLED_CALLS_SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        var calls = new CancellingCalls(Database.Multiplexer);
        await using var store = CreateStore(calls.Connection);
        var cancelled = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(store, calls, new Random(unchecked(seed + caller))), Token)));
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}, {cancelled.Sum()} of {Callers * CallsEach} calls ended as canceled.");
        Assert.NotEqual(0, cancelled.Sum());

        await foreach (var room in Store.Rooms.EnumerateAsync(cancellationToken: Token)) await Store.Rooms.DeleteAsync(room.Id, Token);
        foreach (var roomId in RandomLoad.RoomIds) await Store.Rooms.DeleteAsync(roomId, Token);
        string[] left;
        var rounds = 0;
        do
        {
            // Comes back at once when there is nothing to do, and on a busy machine before all is done.
            await store.TidyUpAsync();
            left = await AllKeysAsync();
        }
        while (left.Length > 0 && ++rounds < 30);

        Assert.True(left.Length == 0, $"Seed {seed}: {left.Length} keys are left: {string.Join(", ", left.Take(20))}");
    }

    /// <returns>How many calls ended as canceled.</returns>
    private static async Task<int> CallAsync(RedisConversationStore store, CancellingCalls calls, Random random)
    {
        var load = new RandomLoad(store, random);
        var cancelled = 0;
        for (var number = 0; number < CallsEach; number++)
        {
            var call = load.Next();
            try
            {
                if (random.Next(20) > 0) await call(Token);
                else if (await calls.CancelAsync(call, random)) cancelled++;
            }
            catch (ConversationStoreException)
            {
                // No such room, a taken id, a claimed key: as in any load.
            }
        }

        return cancelled;
    }
}

public sealed class CancelledCallsTestsOnDevServer(DevServerFixture fixture) : CancelledCallsTests(fixture);

public sealed class CancelledCallsTestsOnRedisServer(RedisServerFixture fixture) : CancelledCallsTests(fixture);

public sealed class CancelledCallsTestsOnCluster(ClusterFixture fixture) : CancelledCallsTests(fixture);
