using System.Diagnostics;
using Conversations.Cli.Stores;

namespace Conversations.Cli.Demo;

/// <summary>The demo from the first process to the verdict.</summary>
internal sealed class DemoRun(DemoOptions options, IDemoProgress progress)
{
    private readonly DemoTally tally = new();
    private int killed;
    private int redelivered;

    public async Task<DemoReport> RunAsync(CancellationToken cancellationToken)
    {
        var transcript = await DemoTranscript.LoadAsync(options.Input, cancellationToken);
        await using var twin = await Twin.ReplayAsync(transcript, cancellationToken);
        progress.Say($"{transcript.EventWebhookCount} webhooks and {transcript.WebhookCount - transcript.EventWebhookCount} read receipts in {transcript.RoomIds.Count} rooms, from {transcript.Name}; the store is {options.Target}.");

        await using var session = await StoreSession.OpenAsync(options.Target, cancellationToken);
        var cleanup = new StoreCleanup(session, options.Target, "the demo", options.OwnsPrefix, options.Keep);
        DemoReport report;
        try
        {
            await SetUpAsync(session.Store, transcript, cleanup, cancellationToken);
            var seconds = await RunDayAsync(session, transcript, cancellationToken);

            progress.Say("Comparing the store with a replay of the transcript, record by record.");
            var verifier = new DemoVerifier(session.Store, twin, roomId => transcript.HasGivenIndices(roomId) ? null : tally.IndicesOf(roomId));
            report = Report(transcript, await verifier.VerifyAsync(transcript.RoomIds, cancellationToken), seconds);
        }
        catch (Exception fault)
        {
            await cleanup.RunAfterAsync(fault);
            throw;
        }

        await cleanup.RunAsync();
        return report;
    }

    /// <summary>The desk as the day begins.</summary>
    private static async Task SetUpAsync(IConversationStore store, DemoTranscript transcript, StoreCleanup cleanup, CancellationToken cancellationToken)
    {
        foreach (var (_, record) in transcript.Setup)
        {
            var isNew = await TranscriptImporter.WriteAsync(store, record, cancellationToken);
            if (record.Kind != TranscriptKind.Room) continue;
            if (!isNew) throw new CliException(ExitCodes.BadInput, $"The store has a room '{record.RoomId}' under this prefix already; the demo needs a prefix of its own.");
            cleanup.Wrote(record.RoomId!);
        }
    }

    private async Task<double> RunDayAsync(StoreSession session, DemoTranscript transcript, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var slots = Enumerable.Range(1, options.Replicas)
            .Select(number => new ReplicaSlot(number, new(session.Connection, options.Target.Prefix, number, options.Seed), stop.Token))
            .ToList();
        try
        {
            await Task.WhenAll(slots.Select(slot => slot.StartAsync()));
            progress.Say($"{slots.Count} replica processes are connected; every webhook goes to each of them, some twice.");
            progress.Expect(transcript.WebhookCount);
            var clock = Stopwatch.StartNew();
            var providers = new Providers(slots, transcript, tally, options.Seed, progress);
            var day = providers.RunAsync(stop.Token);
            var work = Task.WhenAll(day, KillOneAsync(slots, providers, day, stop.Token));
            var ended = await Task.WhenAny([work, .. slots.Select(slot => slot.Failed)]);
            if (ended != work) await stop.CancelAsync();
            await ended;
            return clock.Elapsed.TotalSeconds;
        }
        finally
        {
            await Task.WhenAll(slots.Select(slot => slot.DisposeAsync().AsTask()));
        }
    }

    /// <summary>In the middle of the day, kills a replica that has work in its hands.</summary>
    private async Task KillOneAsync(List<ReplicaSlot> slots, Providers providers, Task day, CancellationToken cancellationToken)
    {
        await Task.WhenAny(providers.Halfway, day).WaitAsync(cancellationToken);
        if (!providers.Halfway.IsCompleted) return;
        var victim = slots[(int)((uint)options.Seed % (uint)slots.Count)];
        while (victim.OutstandingCount == 0 && !day.IsCompleted) await Task.Delay(1, cancellationToken);
        redelivered = await victim.KillAndReplaceAsync();
        killed++;
        progress.Say($"Replica {victim.Number} was killed at work and replaced; {redelivered} webhooks it had not answered were sent again.");
    }

    private DemoReport Report(DemoTranscript transcript, Verification verification, double seconds)
    {
        var problems = verification.Mismatches.Concat(tally.Violations()).ToList();
        return new()
        {
            Webhooks = transcript.EventWebhookCount,
            Received = tally.Commits + tally.Duplicates + tally.UnreportedCommits(),
            Events = verification.Events,
            Deleted = verification.Deleted,
            Duplicates = tally.Duplicates,
            Gaps = verification.Gaps,
            Mismatches = problems.Count,
            Problems = [.. problems.Take(DemoReport.MaxProblems)],
            Replicas = options.Replicas,
            Killed = killed,
            Redelivered = redelivered,
            Rooms = transcript.RoomIds.Count,
            Seed = options.Seed,
            Seconds = Math.Round(seconds, 3),
            Unread = verification.Unread,
            Operations = tally.Operations().ToDictionary(operation => operation.Operation, operation => new OperationReport(operation.Count, operation.P50Ms, operation.P99Ms, operation.MaxMs)),
        };
    }
}
