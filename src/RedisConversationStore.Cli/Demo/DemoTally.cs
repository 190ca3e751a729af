using HdrHistogram;

namespace Conversations.Cli.Demo;

/// <summary>How often and how fast one operation of the store was called.</summary>
internal sealed record OperationSummary(string Operation, long Count, double P50Ms, double P99Ms, double MaxMs);

/// <summary>What the replicas answered, added up.</summary>
internal sealed class DemoTally
{
    private const long LongestMicroseconds = 60_000_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LongHistogram> histograms = new(StringComparer.Ordinal);
    private readonly Dictionary<Webhook, (int Commits, long? Index)> events = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> violations = [];
    private long duplicates;
    private long commits;

    public long Commits => Interlocked.Read(ref commits);

    public long Duplicates => Interlocked.Read(ref duplicates);

    public void Add(Webhook webhook, Answer answer)
    {
        lock (gate)
        {
            foreach (var (operation, microseconds) in answer.Operations ?? [])
            {
                if (!histograms.TryGetValue(operation, out var histogram)) histograms[operation] = histogram = new(LongestMicroseconds, 3);
                histogram.RecordValue(Math.Min(microseconds, LongestMicroseconds));
            }

            if (answer.Violation is not null) violations.Add(answer.Violation);
            if (webhook.Event is null) return;
            if (answer.Outcome == WebhookOutcome.Committed) commits++;
            else duplicates++;
            Remember(webhook, answer);
        }
    }

    /// <summary>What the answers contradict one another in, or saw that must not be.</summary>
    public IReadOnlyList<string> Violations()
    {
        lock (gate) return [.. violations];
    }

    /// <summary>The indices that answers gave for a room's events.</summary>
    public HashSet<long> IndicesOf(string roomId)
    {
        lock (gate) return [.. events.Where(entry => entry.Key.RoomId == roomId).Select(entry => entry.Value.Index).OfType<long>()];
    }

    /// <summary>Events whose commit nobody reported: whoever stored them was killed before it could answer.</summary>
    public long UnreportedCommits()
    {
        lock (gate) return events.Values.Count(entry => entry.Commits == 0);
    }

    public IReadOnlyList<OperationSummary> Operations()
    {
        lock (gate)
        {
            return [.. histograms.OrderByDescending(entry => entry.Value.TotalCount).Select(entry => new OperationSummary(
                entry.Key, entry.Value.TotalCount, Milliseconds(entry.Value, 50), Milliseconds(entry.Value, 99), Milliseconds(entry.Value, 100)))];
        }
    }

    private static double Milliseconds(LongHistogram histogram, double percentile) => Math.Round(histogram.GetValueAtPercentile(percentile) / 1000.0, 3);

    private void Remember(Webhook webhook, Answer answer)
    {
        var known = events.TryGetValue(webhook, out var entry);
        if (known && entry.Index != answer.Index) violations.Add($"event '{webhook.Event!.Id}' of room '{webhook.RoomId}' was answered with index {entry.Index} and with {answer.Index}.");
        if (answer.Outcome == WebhookOutcome.Committed && entry.Commits > 0) violations.Add($"event '{webhook.Event!.Id}' of room '{webhook.RoomId}' was stored twice.");
        events[webhook] = (entry.Commits + (answer.Outcome == WebhookOutcome.Committed ? 1 : 0), answer.Index);
    }
}
