using System.Globalization;
using CsCheck;
using Xunit;

namespace Conversations.Redis.Tests.Properties;

/// <summary>Whatever is done, Redis answers as the twin in memory does. A failure prints the seed (repeat it with the environment variable <c>CsCheck_Seed</c>) and the shortest sequence found; <c>PROPERTY_ITERATIONS</c> runs more.</summary>
public abstract class TwinProperties(RedisFixture fixture, int iterations)
{
    private const int Shortest = 30;
    private const int Longest = 60;

    [Fact]
    public Task Random_sequences_of_all_operations_have_the_same_outcomes_in_memory_and_on_Redis() => RunAsync(isRepeating: false, iterations);

    [Fact]
    public Task Random_sequences_have_the_same_outcomes_when_the_first_reply_to_every_script_is_lost() => RunAsync(isRepeating: true, iterations / 3);


    /// <summary>How many samples a property takes: as many as the environment variable says.</summary>
    internal static int Iterations(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("PROPERTY_ITERATIONS"), CultureInfo.InvariantCulture, out var asked) ? asked : usual;

    private async Task RunAsync(bool isRepeating, int usual)
    {
        var run = new TwinRun(fixture, isRepeating, TestContext.Current.CancellationToken);
        await Sequence.Any(Shortest, Longest).SampleAsync(
            async sequence =>
            {
                if (await run.DifferenceAsync(sequence) is null) return;
                var shortest = await run.ShortenAsync(sequence);
                Assert.Fail(Describe(shortest, await run.DifferenceAsync(shortest)));
            },
            iter: Iterations(usual),
            threads: 1,
            print: sequence => $"{sequence.Operations.Length} operations; the exception has them shortened.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{run.OperationsRun} operations on {fixture.Name} and in memory");
    }

    private static string Describe(Sequence sequence, string? difference) =>
        string.Join('\n', sequence.Operations.Select((operation, i) => $"{i + 1}. {operation}").Append(difference));
}

public sealed class TwinPropertiesOnDevServer(DevServerFixture fixture) : TwinProperties(fixture, iterations: 75);

public sealed class TwinPropertiesOnRedisServer(RedisServerFixture fixture) : TwinProperties(fixture, iterations: 150);

public sealed class TwinPropertiesOnCluster(ClusterFixture fixture) : TwinProperties(fixture, iterations: 30);
