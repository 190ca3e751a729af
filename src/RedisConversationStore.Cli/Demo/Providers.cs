namespace Conversations.Cli.Demo;

/// <summary>The providers' side: every webhook goes to every replica, some twice, in an order that changes with the seed.</summary>
/// <remarks>A room's next webhook is sent when somebody has answered the one before, as in a conversation; the other replicas may still lag behind. An edit or a deletion has the room to itself: the id of a deleted event is free again, so nobody may still be delivering it.</remarks>
internal sealed class Providers(IReadOnlyList<ReplicaSlot> slots, DemoTranscript transcript, DemoTally tally, int seed, IDemoProgress progress)
{
    private const int MaxRoomsAtOnce = 64;

    private readonly TaskCompletionSource halfway = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long lastDeliveryId;
    private int answeredWebhooks;

    /// <summary>Ends when half of the webhooks have been answered.</summary>
    public Task Halfway => halfway.Task;

    /// <summary>Sends the day. Ends when every delivery has been answered.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            transcript.RoomIds,
            new ParallelOptions { MaxDegreeOfParallelism = MaxRoomsAtOnce, CancellationToken = cancellationToken },
            async (roomId, token) => await RoomAsync(transcript.WebhooksOf(roomId), token));

    private async Task RoomAsync(IReadOnlyList<Webhook> webhooks, CancellationToken cancellationToken)
    {
        var pending = new PendingDeliveries();
        foreach (var webhook in webhooks)
        {
            if (webhook.ChangesEarlierEvents) await pending.NoneAsync().WaitAsync(cancellationToken);
            var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Deliver(webhook, pending, first, cancellationToken);
            await first.Task.WaitAsync(cancellationToken);
            if (webhook.ChangesEarlierEvents) await pending.NoneAsync().WaitAsync(cancellationToken);
            progress.Advance(tally.Commits, tally.Duplicates);
            if (Interlocked.Increment(ref answeredWebhooks) >= transcript.WebhookCount / 2) halfway.TrySetResult();
        }

        await pending.NoneAsync().WaitAsync(cancellationToken);
    }

    private void Deliver(Webhook webhook, PendingDeliveries pending, TaskCompletionSource first, CancellationToken cancellationToken)
    {
        var random = new Random(unchecked((int)((seed * 31L) + (webhook.LineNumber * 104729L))));
        var order = slots.ToArray();
        random.Shuffle(order);
        pending.Add(order.Length);
        foreach (var slot in order) Send(slot, webhook, pending, first);

        if (random.Next(100) >= DemoOptions.DuplicatePercent) return;
        pending.Add(1);
        _ = AgainAsync(order[random.Next(order.Length)], TimeSpan.FromMilliseconds(random.Next(0, 30)));

        async Task AgainAsync(ReplicaSlot slot, TimeSpan delay)
        {
            await Task.Delay(delay, cancellationToken);
            Send(slot, webhook, pending, first);
        }
    }

    private void Send(ReplicaSlot slot, Webhook webhook, PendingDeliveries pending, TaskCompletionSource first)
    {
        var delivery = new Delivery(Interlocked.Increment(ref lastDeliveryId), webhook.Event, webhook.Record.Value as ReadMarker);
        slot.Send(delivery, answer =>
        {
            tally.Add(webhook, answer);
            first.TrySetResult();
            pending.Answered();
        });
    }

    /// <summary>How many deliveries of a room are on their way.</summary>
    private sealed class PendingDeliveries
    {
        private readonly Lock gate = new();
        private int count;
        private TaskCompletionSource none = Completed();

        public void Add(int deliveries)
        {
            lock (gate)
            {
                if (count == 0) none = new(TaskCreationOptions.RunContinuationsAsynchronously);
                count += deliveries;
            }
        }

        public void Answered()
        {
            lock (gate)
            {
                if (--count == 0) none.SetResult();
            }
        }

        public Task NoneAsync()
        {
            lock (gate) return none.Task;
        }

        private static TaskCompletionSource Completed()
        {
            var completed = new TaskCompletionSource();
            completed.SetResult();
            return completed;
        }
    }
}
