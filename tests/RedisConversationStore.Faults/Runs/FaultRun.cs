namespace Conversations.Faults.Runs;

/// <summary>One run of a fault. Its seed decides the moments, the mix of calls and whom the fault meets.</summary>
internal sealed class FaultRun : IDisposable
{
    private readonly Random random;
    private readonly List<string> remarks = [];

    internal FaultRun(int seed, CancellationToken cancellationToken)
    {
        Seed = seed;
        CancellationToken = cancellationToken;
        random = new(seed);
    }

    internal int Seed { get; }

    internal CancellationToken CancellationToken { get; }

    /// <summary>Where the drivers record their calls.</summary>
    internal DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("conversations-faults-");

    /// <summary>Whether the records stay when the run is over, for whoever wants to know what went wrong.</summary>
    internal bool KeepsRecords { get; set; }

    /// <summary>What whoever reads the result should know.</summary>
    internal IReadOnlyList<string> Remarks => remarks;

    public void Dispose()
    {
        if (!KeepsRecords) Folder.Delete(recursive: true);
    }

    internal void Remark(string remark) => remarks.Add(remark);

    /// <summary>A number from 0 to below a bound.</summary>
    internal int Choose(int below) => random.Next(below);

    internal void Shuffle<T>(T[] items) => random.Shuffle(items);

    /// <summary>A time between two, of milliseconds.</summary>
    internal TimeSpan Between(int from, int to) => TimeSpan.FromMilliseconds(random.Next(from, to));

    /// <summary>Lets the load go on for a time between two, of milliseconds.</summary>
    internal Task PauseAsync(int from, int to) => Task.Delay(Between(from, to), CancellationToken);
}
