using System.Diagnostics;

namespace Conversations.Cli.Demo;

/// <summary>How long a call of the store took.</summary>
/// <param name="Operation">What was called.</param>
/// <param name="Microseconds">How long it took.</param>
internal sealed record OperationTime(string Operation, long Microseconds);

/// <summary>The calls that one webhook led to.</summary>
internal sealed class OperationLog
{
    private readonly List<OperationTime> times = [];

    public IReadOnlyList<OperationTime> Times => times;

    public async Task<T> TimeAsync<T>(string operation, Func<Task<T>> call)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await call();
        times.Add(new(operation, (long)Stopwatch.GetElapsedTime(start).TotalMicroseconds));
        return result;
    }
}
