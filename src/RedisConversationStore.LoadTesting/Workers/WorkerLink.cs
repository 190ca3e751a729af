namespace Conversations.LoadTesting;

/// <summary>The run's end of the line to one worker: what it has told so far.</summary>
internal sealed class WorkerLink(StartWorker start, WorkerSettings settings, Action<LoadSecond> onSecond) : IAsyncDisposable
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WorkerResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IWorkerProcess? process;
    private int prepared;

    internal int Prepared => Volatile.Read(ref prepared);

    internal async Task StartAsync(CancellationToken cancellationToken) =>
        process = await start(WorkerProtocol.Write(settings), line => Hear(WorkerProtocol.ReadMessage(line)), cancellationToken);

    /// <summary>Ends when its rooms are ready, or with the fault of the process.</summary>
    internal Task ReadyAsync() => OrFailAsync(ready.Task);

    internal void Go() => process!.Post(WorkerProtocol.Go);

    /// <summary>What it measured, or the fault of the process.</summary>
    internal async Task<WorkerResult> ResultAsync()
    {
        await OrFailAsync(result.Task);
        return await result.Task;
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;

    // A worker ends when it is told to, which it is not while something is waited for.
    private async Task OrFailAsync(Task told) => await await Task.WhenAny(told, process!.Ended);

    private void Hear(WorkerMessage message)
    {
        if (message.Prepared is { } rooms) Volatile.Write(ref prepared, rooms);
        if (message.IsReady == true) ready.TrySetResult();
        if (message.Second is { } second) onSecond(second);
        if (message.Result is { } measured) result.TrySetResult(measured);
    }
}
