using Conversations.Cli.Stores;

namespace Conversations.Cli.Demo;

/// <summary>A replica of a bot: takes webhooks from standard input, several at a time, and answers on standard output.</summary>
internal sealed class ReplicaLoop(IConversationStore store, ReplicaSettings settings, TextWriter output) : IDisposable
{
    // As a provider's own limit for a webhook: what takes longer is answered with an error, and sent again.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim hands = new(DemoOptions.Concurrency);
    private readonly Lock writing = new();

    /// <summary>Runs until standard input ends, which it also does when the demo's process dies.</summary>
    public static async Task RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        if (await input.ReadLineAsync(cancellationToken) is not { } first) return;
        var settings = ReplicaProtocol.Read<ReplicaSettings>(first);
        await using var store = await StoreOpener.OpenAsync(settings.Connection, settings.Prefix, cancellationToken);
        using var loop = new ReplicaLoop(store, settings, output);
        loop.Answer(new(Id: 0));
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            await loop.hands.WaitAsync(cancellationToken);
            _ = loop.HandleAsync(ReplicaProtocol.Read<Delivery>(line), cancellationToken);
        }
    }

    public void Dispose() => hands.Dispose();

    private async Task HandleAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Hesitation(delivery.Id), cancellationToken);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeLimit);
            Answer(await AnswerAsync(delivery, limit.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Answer(new(delivery.Id, Error: $"The store did not answer within {TimeLimit.TotalSeconds} seconds.", ExitCode: ExitCodes.StoreUnavailable));
        }
        catch (Exception fault)
        {
            var (exitCode, message) = CommandLineApp.Explain(fault);
            Answer(new(delivery.Id, Error: message, ExitCode: exitCode));
        }
        finally
        {
            hands.Release();
        }
    }

    private async Task<Answer> AnswerAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var log = new OperationLog();
        var handler = new WebhookHandler(store, log);
        var record = new TranscriptRecord((ConversationRecord?)delivery.Event ?? delivery.ReadMarker!);
        var (outcome, index) = await handler.ApplyAsync(record, cancellationToken);
        var violation = delivery.Event is { } roomEvent
            ? await handler.ObserveAsync(roomEvent.RoomId, roomEvent.Source.ChannelId, index!.Value, cancellationToken)
            : null;
        return new(delivery.Id, outcome, index, Violation: violation, Operations: log.Times);
    }

    /// <summary>Some milliseconds, and now and then a pause as of a garbage collection, so that replicas overtake one another differently with every seed.</summary>
    private TimeSpan Hesitation(long deliveryId)
    {
        var random = new Random(unchecked((int)((settings.Seed * 31L) + (settings.Slot * 7919L) + (deliveryId * 104729L))));
        return TimeSpan.FromMilliseconds(random.Next(16) == 0 ? random.Next(20, 60) : random.Next(0, 12));
    }

    private void Answer(Answer answer)
    {
        var line = ReplicaProtocol.Write(answer);
        lock (writing)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
