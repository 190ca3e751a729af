using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;

namespace Conversations.Redis.Operations;

/// <summary>An event that waits to be added together with others.</summary>
internal sealed class WaitingAdd(EncodedEvent item, AdditionTerms terms, Call call)
{
    private const int Queued = 0;
    private const int Sent = 1;
    private const int Withdrawn = 2;

    // Who awaits the result must not run inside whoever sets it, who has others to serve.
    private readonly TaskCompletionSource<AddEventResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int state = Queued;

    internal EncodedEvent Item => item;

    internal AdditionTerms Terms => terms;

    internal Call Call => call;

    /// <summary>The outcome, for as long as the caller may wait.</summary>
    /// <exception cref="ConversationStoreException">It was refused, the server cannot be reached, or the deadline passed.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    internal async Task<AddEventResult> ResultAsync(RedisGateway redis)
    {
        try
        {
            return await redis.WaitAsync(result.Task, call, isWrite: true).ConfigureAwait(false);
        }
        catch (StoreUnavailableException passed) when (TryWithdraw())
        {
            throw FaultTranslator.NotSent(passed);
        }
        catch (OperationCanceledException) when (TryWithdraw())
        {
            throw;
        }
    }

    /// <summary>Takes the event out of the queue; false when its caller has given up.</summary>
    internal bool TrySend() => Interlocked.CompareExchange(ref state, Sent, Queued) == Queued;

    internal void SetResult(AddEventResult added) => result.TrySetResult(added);

    internal void SetException(Exception fault) => result.TrySetException(fault);

    private bool TryWithdraw() => Interlocked.CompareExchange(ref state, Withdrawn, Queued) == Queued;
}
