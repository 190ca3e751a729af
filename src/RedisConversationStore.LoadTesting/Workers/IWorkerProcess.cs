namespace Conversations.LoadTesting;

/// <summary>A process that runs <see cref="LoadWorker"/>, as the run sees it. Disposing it ends it.</summary>
public interface IWorkerProcess : IAsyncDisposable
{
    /// <summary>Ends with the process: with an error if nobody asked it to end.</summary>
    Task Ended { get; }

    /// <summary>Puts a line in the queue to its standard input.</summary>
    /// <param name="line">The line.</param>
    void Post(string line);
}

/// <summary>Starts a worker.</summary>
/// <param name="firstLine">The first line to its standard input.</param>
/// <param name="onLine">Called with every line of its standard output, one at a time.</param>
/// <param name="cancellationToken">Gives up the start.</param>
public delegate Task<IWorkerProcess> StartWorker(string firstLine, Action<string> onLine, CancellationToken cancellationToken);
