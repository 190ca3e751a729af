using Conversations.Conformance;
using CsCheck;
using Xunit;

namespace Conversations.Redis.Tests.Properties;

/// <summary>Whatever several callers do to a room at the same time, over two connections, there is an order of one after the other in which the twin in memory answers the same. A seed repeats the operations, but not how they met.</summary>
public abstract class LinearizabilityProperties(RedisFixture fixture, int iterations)
{
    private const int AttemptsToShorten = 40;

    private readonly ManualClock clock = new(Samples.Instant.AddDays(1));

    [Fact]
    public async Task Operations_on_one_room_at_the_same_time_have_outcomes_of_some_order()
    {
        await using var second = await fixture.ConnectAsync();
        var calls = 0;
        await Scenario.Any.SampleAsync(
            async scenario =>
            {
                calls += scenario.Callers.Sum(operations => operations.Length);
                if (await FailureAsync(scenario) is not null) Assert.Fail(await ShortestFailureAsync(scenario));
            },
            iter: TwinProperties.Iterations(iterations),
            threads: 1,
            print: scenario => $"{scenario.Callers.Sum(operations => operations.Length)} calls; the exception has them shortened.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{calls} calls by three callers on {fixture.Name}");

        async Task<string?> FailureAsync(Scenario scenario)
        {
            var options = new RedisConversationStoreOptions { KeyPrefix = $"test:{Guid.NewGuid():N}", TimeProvider = clock };
            await using var one = new RedisConversationStore(fixture.Connection, options);
            await using var other = new RedisConversationStore(second, options);
            var history = await History.RecordAsync(scenario, [one, other]);
            await one.Rooms.DeleteAsync(scenario.Pools.Rooms[0], TestContext.Current.CancellationToken);
            var linearization = new Linearization(history, () => new InMemoryConversationStore(new() { TimeProvider = clock }));
            return await linearization.ExistsAsync() ? null : $"{history}\n{linearization.Failure}";
        }

        async Task<string> ShortestFailureAsync(Scenario scenario)
        {
            var shortest = await SomeFailureAsync(scenario) ?? "It failed once and then never again.";
            while (true)
            {
                var isShorter = false;
                foreach (var shorter in scenario.Shorter())
                {
                    if (await SomeFailureAsync(shorter) is not { } failure) continue;
                    (scenario, shortest, isShorter) = (shorter, failure, true);
                    break;
                }

                if (!isShorter) return shortest;
            }
        }

        async Task<string?> SomeFailureAsync(Scenario scenario)
        {
            for (var attempt = 0; attempt < AttemptsToShorten; attempt++)
            {
                if (await FailureAsync(scenario) is { } failure) return failure;
            }

            return null;
        }
    }
}

public sealed class LinearizabilityPropertiesOnDevServer(DevServerFixture fixture) : LinearizabilityProperties(fixture, iterations: 150);

public sealed class LinearizabilityPropertiesOnRedisServer(RedisServerFixture fixture) : LinearizabilityProperties(fixture, iterations: 300);

public sealed class LinearizabilityPropertiesOnCluster(ClusterFixture fixture) : LinearizabilityProperties(fixture, iterations: 75);
