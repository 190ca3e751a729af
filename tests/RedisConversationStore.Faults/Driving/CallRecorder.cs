using System.Diagnostics;
using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>Makes calls and records each. A call that finds the store unavailable is made again after a short pause, a few times, as an application would; each time is a call of its own in the record.</summary>
public sealed class CallRecorder(HistoryWriter history, CancellationToken stopping)
{
    private const int MaxCalls = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private long acknowledged;

    /// <summary>How many writes were answered.</summary>
    public long Acknowledged => Interlocked.Read(ref acknowledged);

    /// <summary>Makes a call.</summary>
    /// <param name="description">What is called.</param>
    /// <param name="isWrite">Whether it counts as acknowledged when it is answered.</param>
    /// <param name="call">Calls the store.</param>
    /// <param name="answer">Notes the answer.</param>
    /// <returns>The answer; null when there was none in the end, and when the store refused.</returns>
    public async Task<T?> CallAsync<T>(CallStart description, bool isWrite, Func<Task<T>> call, Func<CallEnd, T, CallEnd> answer)
    {
        for (var calls = 1; ; calls++)
        {
            var start = history.Start(description);
            try
            {
                var result = await call();
                history.End(answer(new() { Call = start.Call, At = Stopwatch.GetTimestamp() }, result));
                if (isWrite) Interlocked.Increment(ref acknowledged);
                return result;
            }
            catch (Exception fault)
            {
                history.End(new() { Call = start.Call, At = Stopwatch.GetTimestamp(), Error = CallError.Of(fault) });
                if (fault is not StoreUnavailableException { IsRetrySafe: true } || calls == MaxCalls || stopping.IsCancellationRequested) return default;
            }

            await Task.Delay(Pause * calls, CancellationToken.None);
        }
    }
}
