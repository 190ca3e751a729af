using Conversations.Cli.Stores;

namespace Conversations.Cli.Demo;

/// <summary>What the demo is asked to do.</summary>
/// <param name="Target">Where the store is.</param>
/// <param name="Input">The user's own transcript; null for the bundled one.</param>
/// <param name="Replicas">How many replica processes; 1 to <see cref="MaxReplicas"/>.</param>
/// <param name="Seed">Decides delays, duplicates and who is killed.</param>
/// <param name="OwnsPrefix">Whether the prefix is a random one that nobody else uses.</param>
/// <param name="Keep">Whether what was written stays in the store.</param>
internal sealed record DemoOptions(StoreTarget Target, FileInfo? Input, int Replicas, int Seed, bool OwnsPrefix, bool Keep)
{
    public const int DefaultReplicas = 3;
    public const int MaxReplicas = 16;
    public const int DefaultSeed = 1;

    /// <summary>How many webhooks a replica handles at a time.</summary>
    public const int Concurrency = 8;

    /// <summary>Of a hundred webhooks, how many a provider sends once more to a replica that has had them.</summary>
    public const int DuplicatePercent = 15;
}
