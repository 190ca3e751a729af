using System.Collections.Concurrent;
using Conversations.Cli.Commands;
using Conversations.Cli.Processes;

namespace Conversations.Cli.Demo;

/// <summary>The place of one replica among the replicas: the process in it can be killed and replaced, what was sent and not answered stays.</summary>
internal sealed class ReplicaSlot(int number, ReplicaSettings settings, CancellationToken cancellationToken) : IAsyncDisposable
{
    private const int MaxAttempts = 2;

    private readonly ConcurrentDictionary<long, Outstanding> outstanding = new();
    private readonly TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock sending = new();
    private ToolProcess? current;

    public int Number => number;

    /// <summary>How many deliveries the replica has not answered.</summary>
    public int OutstandingCount => outstanding.Count;

    /// <summary>Never ends well: fails when the replica does.</summary>
    public Task Failed => failed.Task;

    public async Task StartAsync()
    {
        var started = await ToolProcess.StartAsync(ReplicaCommand.Name, ReplicaProtocol.Write(settings), line => OnAnswer(ReplicaProtocol.Read<Answer>(line)), cancellationToken);
        lock (sending)
        {
            current = started;
            foreach (var (_, delivery) in outstanding.OrderBy(entry => entry.Key)) started.Post(delivery.Line);
        }

        _ = WatchAsync(started);
    }

    /// <summary>Sends a delivery; the callback gets the answer, of the replica or of its replacement.</summary>
    public void Send(Delivery delivery, Action<Answer> onAnswer)
    {
        var entry = new Outstanding(ReplicaProtocol.Write(delivery), onAnswer);
        lock (sending)
        {
            outstanding[delivery.Id] = entry;
            current?.Post(entry.Line);
        }
    }

    /// <summary>Kills the process in the middle of its work and starts another in its place, which gets what the dead one had not answered.</summary>
    /// <returns>How many deliveries were sent again.</returns>
    public async Task<int> KillAndReplaceAsync()
    {
        ToolProcess victim;
        lock (sending)
        {
            victim = current ?? throw new InvalidOperationException("There is no replica to kill.");
            current = null;
        }

        await victim.KillAsync();
        var unanswered = outstanding.Count;
        await StartAsync();
        return unanswered;
    }

    public async ValueTask DisposeAsync()
    {
        ToolProcess? last;
        lock (sending)
        {
            last = current;
            current = null;
        }

        if (last is null) return;

        // Whoever gives up in the middle does not wait for replicas to finish.
        if (outstanding.IsEmpty) await last.DisposeAsync();
        else await last.KillAsync();
    }

    private void OnAnswer(Answer answer)
    {
        if (answer.Error is not null && outstanding.TryGetValue(answer.Id, out var refused))
        {
            if (answer.ExitCode != ExitCodes.StoreUnavailable || ++refused.Attempts >= MaxAttempts)
            {
                failed.TrySetException(new CliException(answer.ExitCode ?? ExitCodes.Internal, $"Replica {number} could not handle a webhook: {answer.Error}"));
                return;
            }

            // As a provider does after an error: once more, a little later.
            _ = SendAgainAsync(refused);
        }
        else if (outstanding.TryRemove(answer.Id, out var answered))
        {
            answered.OnAnswer(answer);
        }
    }

    private async Task SendAgainAsync(Outstanding delivery)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(50 << delivery.Attempts), CancellationToken.None);
        lock (sending)
        {
            current?.Post(delivery.Line);
        }
    }

    private async Task WatchAsync(ToolProcess replica)
    {
        try
        {
            await replica.Ended;
        }
        catch (Exception fault)
        {
            failed.TrySetException(fault);
        }
    }

    private sealed class Outstanding(string line, Action<Answer> onAnswer)
    {
        public string Line => line;

        public Action<Answer> OnAnswer => onAnswer;

        public int Attempts { get; set; }
    }
}
