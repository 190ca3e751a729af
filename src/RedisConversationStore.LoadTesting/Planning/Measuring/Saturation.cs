using System.Diagnostics;

namespace Conversations.LoadTesting.Planning;

/// <summary>Callers that each begin an operation when their last one has ended: how fast a server is when it is never left waiting.</summary>
internal static class Saturation
{
    private const int Callers = 64;

    /// <summary>Runs operations for a time.</summary>
    /// <param name="operation">Does operation number n; false when there is nothing left to do, which ends the run.</param>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Ends the run with an error.</param>
    internal static async Task<SaturationResult> RunAsync(Func<long, Task<bool>> operation, TimeSpan duration, CancellationToken cancellationToken)
    {
        var number = -1L;
        var done = 0L;
        var isExhausted = false;
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(CallerAsync, cancellationToken))).ConfigureAwait(false);
        return new(done, Stopwatch.GetElapsedTime(begun));

        async Task CallerAsync()
        {
            while (!Volatile.Read(ref isExhausted) && Stopwatch.GetElapsedTime(begun) < duration)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await operation(Interlocked.Increment(ref number)).ConfigureAwait(false)) Interlocked.Increment(ref done);
                else Volatile.Write(ref isExhausted, true);
            }
        }
    }
}

/// <summary>What a run did.</summary>
/// <param name="Operations">Operations that ended.</param>
/// <param name="Elapsed">The time until the last of them.</param>
internal readonly record struct SaturationResult(long Operations, TimeSpan Elapsed);
