using System.Collections.Concurrent;

namespace Conversations.Faults.Checking;

/// <summary>Asks a store for many things at once. What cannot be read is noted, and counts as not there.</summary>
/// <param name="cancellationToken">Stops asking.</param>
internal sealed class Questions(CancellationToken cancellationToken)
{
    private const int Concurrency = 64;

    private readonly ConcurrentQueue<string> unreadable = [];

    /// <summary>What could not be read, and why.</summary>
    public IReadOnlyList<string> Unreadable => [.. unreadable];

    /// <summary>What the store answers for each thing, without those for which it answers null.</summary>
    public async Task<IReadOnlyDictionary<TName, T>> AskAsync<TName, T>(IEnumerable<TName> names, Func<TName, Task<T>> ask)
        where TName : notnull
    {
        var answers = new ConcurrentDictionary<TName, T>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(names, options, async (name, _) =>
        {
            if (await AskAsync($"{name}", () => ask(name)) is { } answer) answers[name] = answer;
        });
        return answers;
    }

    /// <summary>What the store answers; null also when it cannot.</summary>
    public async Task<T?> AskAsync<T>(string what, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (CorruptRecordException fault)
        {
            unreadable.Enqueue($"{what}: {fault.Message}");
            return default;
        }
    }
}
