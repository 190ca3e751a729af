namespace Conversations.LoadTesting;

/// <summary>Adds up what the processes tell of each second, and tells it on when the last of them has.</summary>
internal sealed class SecondsSoFar(int processes, ILoadProgress progress)
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, (LoadSecond Sum, int Told)> open = [];

    internal void Add(LoadSecond second)
    {
        lock (gate)
        {
            var (sum, told) = open.TryGetValue(second.Second, out var known) ? (known.Sum.Plus(second), known.Told + 1) : (second, 1);
            open[second.Second] = (sum, told);
            if (told < processes) return;
            open.Remove(second.Second);
            progress.Second(sum);
        }
    }
}
