using Conversations.Redis.Logging;
using Conversations.Redis.Telemetry;
using Polly;
using Polly.Retry;
using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>The one policy of deadlines and repeats: no caller waits longer than the deadline of its call, and what met a passing fault is tried again until then.</summary>
/// <remarks>Every operation may be repeated: reads change nothing, and each write is recognised by the script that gets it a second time (docs/resilience.md says by what). The first attempt runs outside the retry pipeline, so a call that meets no fault does not pay for it.</remarks>
internal sealed class Resilience
{
    private readonly StoreConnection connection;
    private readonly TimeSpan operationTimeout;
    private readonly int maxAttempts;
    private readonly ResiliencePipeline retries;
    private readonly StoreTelemetry telemetry;
    private readonly StoreLog log;

    internal Resilience(StoreConnection connection, RedisConversationStoreOptions options, StoreTelemetry telemetry)
    {
        this.connection = connection;
        this.telemetry = telemetry;
        log = connection.Log;
        operationTimeout = options.OperationTimeout;
        maxAttempts = options.Retry.MaxAttempts;
        retries = maxAttempts == 1
            ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder()
                .AddRetry(new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<StoreUnavailableException>(MayPass),
                    MaxRetryAttempts = maxAttempts - 1,
                    Delay = options.Retry.BaseDelay,
                    MaxDelay = options.Retry.MaxDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                })
                .Build();
    }

    /// <summary>Waits for a reply, but no longer than the call may.</summary>
    /// <exception cref="StoreUnavailableException">The deadline passed.</exception>
    internal async Task<T> WaitAsync<T>(Task<T> reply, Call call, bool isWrite)
    {
        try
        {
            return await reply.WaitAsync(Left(call), call.CancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException passed) when (passed is not RedisTimeoutException)
        {
            throw FaultTranslator.DeadlinePassed(operationTimeout, connection.IsConnected, isWrite);
        }
        finally
        {
            Leave(reply);
        }
    }

    /// <summary>As <see cref="WaitAsync{T}"/>, for what has no result.</summary>
    /// <exception cref="StoreUnavailableException">The deadline passed.</exception>
    internal async Task WaitAsync(Task done, Call call, bool isWrite)
    {
        try
        {
            await done.WaitAsync(Left(call), call.CancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException passed) when (passed is not RedisTimeoutException)
        {
            throw FaultTranslator.DeadlinePassed(operationTimeout, connection.IsConnected, isWrite);
        }
        finally
        {
            Leave(done);
        }
    }

    /// <summary>Whoever stopped waiting for a task leaves it behind: that it fails later is no news, and must not be reported as a fault that nobody handled.</summary>
    internal static void Leave(Task task)
    {
        if (!task.IsCompleted) _ = task.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        else if (task.IsFaulted) _ = task.Exception;
    }

    /// <summary>Whether a fault may be gone when the call is made again, and there is an attempt and time left for it.</summary>
    internal bool MayRetry(StoreUnavailableException fault, Call call) => maxAttempts > 1 && MayPass(fault) && Left(call) > TimeSpan.Zero;

    /// <summary>Tries again after a fault, with pauses, until an attempt succeeds or the attempts or the time are used up.</summary>
    /// <param name="first">The fault of the first attempt.</param>
    /// <param name="attempt">Tries once.</param>
    /// <param name="call">The call.</param>
    /// <exception cref="StoreUnavailableException">The fault of the last attempt. What any attempt may have done, it says.</exception>
    internal async Task<T> RetryAsync<T>(StoreUnavailableException first, Func<Task<T>> attempt, Call call)
    {
        var last = first;
        var isFirst = true;
        var attempts = 1;
        var mayHaveTakenEffect = first.MayHaveTakenEffect;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        ending.CancelAfter(Left(call));
        try
        {
            return await retries.ExecuteAsync(
                async _ =>
                {
                    if (isFirst)
                    {
                        // The pipeline counts it, and pauses before the next.
                        isFirst = false;
                        throw first;
                    }

                    attempts++;
                    telemetry.Retried(last);
                    log.CallRepeated(last.Reason, attempts);
                    try
                    {
                        return await attempt().ConfigureAwait(false);
                    }
                    catch (StoreUnavailableException fault)
                    {
                        last = fault;
                        mayHaveTakenEffect |= fault.MayHaveTakenEffect;
                        throw;
                    }
                },
                ending.Token).ConfigureAwait(false);
        }
        catch (Exception end) when (end is StoreUnavailableException or OperationCanceledException)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            log.CallGivenUp(attempts, call.Elapsed.TotalSeconds, last.Reason);
            throw FaultTranslator.AfterAttempts(last, attempts, call.Elapsed, mayHaveTakenEffect);
        }
    }

    // A server that is full, or refuses the user, will do so again. A connection that was closed stays closed.
    private bool MayPass(StoreUnavailableException fault) =>
        fault.IsRetrySafe && !connection.IsClosed && fault.InnerException is not ObjectDisposedException && fault.Reason is not (UnavailableReason.OutOfMemory or UnavailableReason.Access or UnavailableReason.Server);

    private TimeSpan Left(Call call)
    {
        var left = operationTimeout - call.Elapsed;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
