namespace Conversations.Redis.Tests.Properties;

/// <summary>One call of a history: what was asked, what came of it, and its place in the order of all callings and returns.</summary>
internal sealed record RecordedCall(int Caller, Operation Operation, Outcome Outcome, long Called, long Returned)
{
    public override string ToString() => $"caller {Caller}, {Called}–{Returned}: {Operation}\n    → {Text.Cut($"{Outcome}")}";
}

/// <summary>What several callers saw of a store, and what was to be seen of it in the end.</summary>
internal sealed record History(Scenario Scenario, RecordedCall[] Calls, RecordedCall[] InTheEnd)
{
    /// <summary>Runs a scenario; callers use the stores in turn.</summary>
    internal static async Task<History> RecordAsync(Scenario scenario, IReadOnlyList<IConversationStore> stores)
    {
        foreach (var operation in scenario.Before) await operation.RunAsync(stores[0]);
        var order = 0L;
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var callers = scenario.Callers.Select((operations, caller) => CallAsync(caller, operations, stores[caller % stores.Count])).ToArray();
        start.SetResult();
        var calls = (await Task.WhenAll(callers)).SelectMany(called => called).OrderBy(call => call.Called).ToArray();
        var readings = StoreReading.Of(scenario.Pools);
        var seen = await Task.WhenAll(readings.Select(reading => reading.RunAsync(stores[0])));
        return new(scenario, calls, [.. seen.Select((outcome, i) => new RecordedCall(0, readings[i], outcome, order, order))]);

        async Task<List<RecordedCall>> CallAsync(int caller, Operation[] operations, IConversationStore store)
        {
            await start.Task;
            var mine = new List<RecordedCall>();
            foreach (var operation in operations)
            {
                var called = Interlocked.Increment(ref order);
                var outcome = await operation.RunAsync(store);
                mine.Add(new(caller, operation, outcome, called, Interlocked.Increment(ref order)));
            }

            return mine;
        }
    }

    public override string ToString() =>
        string.Join('\n', Scenario.Before.Select(operation => $"before: {operation}").Concat(Calls.Select(call => $"{call}")));
}
