using Conversations.Testing;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Retries;

/// <summary>The connection breaks in the middle of the reply to each script, after the server has run it: the store connects again, repeats the call by itself, and its caller notices nothing.</summary>
public sealed class LostReplyTests(RedisServerFixture fixture) : RetryTest(fixture)
{
    public static TheoryData<string> Operations =>
        [.. RepeatedCalls.Writes.Where(operation => !RepeatedCalls.MaySayOtherwise(operation)).Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_whose_replies_are_lost_does_what_it_does_otherwise(string name)
    {
        var operation = StoreOperations.All.Single(operation => operation.Name == name);
        await using var proxy = new TcpFaultProxy(new Uri($"redis://{Fixture.ConnectionString}").Port, seed: 1);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(proxy.ConnectionString);
        var options = CreateOptions();
        var (once, shown) = (await SeedAsync(CreateOptions()), await SeedAsync(options));
        var losses = 0;
        await using var store = new RedisConversationStore(LosingReplies(connection, () =>
        {
            losses++;
            proxy.CutReplies();
        }), options);

        var expected = await OutcomeAsync(() => operation.Call(once, 0));
        var outcome = await OutcomeAsync(() => operation.Call(store, 0));

        Assert.Equal(expected, outcome);
        Assert.Equal(await ContentsAsync(once), await ContentsAsync(shown));
        Assert.InRange(proxy.Cuts, Math.Min(losses, 1), int.MaxValue);
    }

    /// <summary>A connection that has the reply to the first attempt of each script cut.</summary>
    private static IConnectionMultiplexer LosingReplies(IConnectionMultiplexer connection, Action lose)
    {
        var lost = new HashSet<string>();
        return Intercepted<IConnectionMultiplexer>.Create(
            connection,
            (method, _, call) => method.Name == nameof(IConnectionMultiplexer.GetDatabase) ? Intercepted<IDatabase>.Create((IDatabase)call()!, Lose) : call());

        object? Lose(System.Reflection.MethodInfo method, object?[] arguments, Func<object?> call)
        {
            if (method.Name != nameof(IDatabase.ScriptEvaluateAsync) || !lost.Add(RepeatedCalls.ScriptOf(arguments[0]!).Name)) return call();
            lose();
            return call();
        }
    }
}
