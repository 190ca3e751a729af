using System.Diagnostics.CodeAnalysis;
using Conversations.Redis.Connection;

namespace Conversations.Redis;

/// <summary>Work that follows a decided call, or that a reader found to do, away from any caller: it has deadlines of its own and does not end with a caller's token. What fails is left to the next process that meets it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for has nothing to dispose of.")]
internal sealed class Tidying
{
    // More is left lying than taken on: every reader finds it again.
    private const int MostWaiting = 10_000;
    private const int MostAtOnce = 16;

    private readonly SemaphoreSlim atOnce = new(MostAtOnce);
    private readonly HashSet<object> known = [];
    private readonly Lock gate = new();
    private TaskCompletionSource idle = Completed();
    private int jobs;

    /// <summary>Begins a job that nobody waits for.</summary>
    /// <param name="job">The job.</param>
    /// <param name="name">Jobs of one name are not begun while one of them is under way; null for any number.</param>
    internal void Begin(Func<Task> job, object? name = null)
    {
        if (!TryEnter(name)) return;
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => QueueAsync(job, name));
    }

    /// <summary>Begins a job and returns when it has ended: true if it succeeded. A fault is not reported, and the job goes on when the caller stops waiting.</summary>
    internal Task<bool> RunAsync(Func<Task> job)
    {
        lock (gate) Enter();
        return WorkAsync(job, name: null);
    }

    /// <summary>As <see cref="RunAsync"/>, but a fault of the job is reported to a caller that still waits.</summary>
    internal Task RunReportedAsync(Func<Task> job, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate) Enter();
        _ = WorkAsync(ReportAsync, name: null);
        return ended.Task.WaitAsync(cancellationToken);

        async Task ReportAsync()
        {
            try
            {
                await job().ConfigureAwait(false);
                ended.SetResult();
            }
            catch (Exception fault)
            {
                ended.SetException(fault);
                Resilience.Leave(ended.Task);
                throw;
            }
        }
    }

    /// <summary>Waits until nothing is left to do, for as long as <paramref name="timeout"/>.</summary>
    internal Task DrainAsync(TimeSpan timeout)
    {
        lock (gate) return jobs == 0 ? Task.CompletedTask : Task.WhenAny(idle.Task, Task.Delay(timeout));
    }

    private bool TryEnter(object? name)
    {
        lock (gate)
        {
            if (jobs >= MostWaiting || (name is not null && !known.Add(name))) return false;
            Enter();
            return true;
        }
    }

    private void Enter()
    {
        if (jobs++ == 0) idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private async Task QueueAsync(Func<Task> job, object? name)
    {
        await atOnce.WaitAsync().ConfigureAwait(false);
        try
        {
            await WorkAsync(job, name).ConfigureAwait(false);
        }
        finally
        {
            atOnce.Release();
        }
    }

    private async Task<bool> WorkAsync(Func<Task> job, object? name)
    {
        try
        {
            await job().ConfigureAwait(false);
            return true;
        }
        catch (Exception fault) when (fault is ConversationStoreException or ObjectDisposedException or OperationCanceledException)
        {
            // The server is away, refuses, or the store was closed. The next process that meets it tidies up.
            return false;
        }
        finally
        {
            lock (gate)
            {
                if (name is not null) known.Remove(name);
                if (--jobs == 0) idle.SetResult();
            }
        }
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
