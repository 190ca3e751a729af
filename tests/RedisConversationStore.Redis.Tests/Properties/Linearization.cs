namespace Conversations.Redis.Tests.Properties;

/// <summary>Looks for an order of a history's calls in which the twin in memory, one call after the other, answers every one as it was answered, and ends up looking the same. A call that returned before another began comes before it.</summary>
/// <param name="history">The history.</param>
/// <param name="createTwin">Makes an empty twin.</param>
internal sealed class Linearization(History history, Func<IConversationStore> createTwin)
{
    private int furthest = -1;

    /// <summary>What the order that got furthest failed at; only worth reading when there is no order.</summary>
    internal string Failure { get; private set; } = "";

    /// <summary>Whether there is such an order.</summary>
    internal Task<bool> ExistsAsync() => ExistsAsync([]);

    private async Task<bool> ExistsAsync(List<RecordedCall> order)
    {
        if (order.Count == history.Calls.Length) return await ReplayAsync(order) is { } twin && await EndsAsync(order, twin);
        var open = history.Calls.Except(order).ToArray();
        var firstReturn = open.Min(call => call.Returned);
        foreach (var next in open.Where(call => call.Called < firstReturn))
        {
            List<RecordedCall> longer = [.. order, next];
            if (await ReplayAsync(longer) is not null && await ExistsAsync(longer)) return true;
        }

        return false;
    }

    /// <summary>The twin after an order of calls; null when the last of them answers otherwise. Those before it were tried before.</summary>
    private async Task<IConversationStore?> ReplayAsync(List<RecordedCall> order)
    {
        var twin = createTwin();
        foreach (var operation in history.Scenario.Before) await operation.RunAsync(twin);
        for (var i = 0; i < order.Count; i++)
        {
            var outcome = await order[i].Operation.RunAsync(twin);
            if (i == order.Count - 1 && !outcome.Equals(order[i].Outcome)) return Fail(order[..^1], i, order[i], outcome);
        }

        return twin;
    }

    private async Task<bool> EndsAsync(List<RecordedCall> order, IConversationStore twin)
    {
        for (var i = 0; i < history.InTheEnd.Length; i++)
        {
            var seen = history.InTheEnd[i];
            var outcome = await seen.Operation.RunAsync(twin);
            if (outcome.Equals(seen.Outcome)) continue;
            Fail(order, order.Count + i, seen, outcome);
            return false;
        }

        return true;
    }

    private IConversationStore? Fail(List<RecordedCall> order, int progress, RecordedCall call, Outcome expected)
    {
        if (progress <= furthest) return null;
        furthest = progress;
        var (inMemory, onRedis) = Text.Difference($"{expected}", $"{call.Outcome}");
        Failure = $"The best order is {string.Join(", ", order.Select(earlier => $"{earlier.Called}"))}, and then {call.Operation}\n  in memory: {inMemory}\n  on Redis:  {onRedis}";
        return null;
    }
}
