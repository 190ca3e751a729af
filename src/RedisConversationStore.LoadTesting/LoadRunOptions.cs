namespace Conversations.LoadTesting;

/// <summary>What a run needs beside its scenario.</summary>
public sealed record LoadRunOptions
{
    /// <summary>What reports call the scenario.</summary>
    public required string Name { get; init; }

    /// <summary>The load.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The Redis, as StackExchange.Redis reads it; may hold a password.</summary>
    public required string Connection { get; init; }

    /// <summary>What reports call the Redis; no password.</summary>
    public required string Target { get; init; }

    /// <summary>Whether it is the dev server, whose figures are another server's.</summary>
    public bool IsDevServer { get; init; }

    /// <summary>The prefix of the keys; nothing may be stored under it yet.</summary>
    public required string Prefix { get; init; }

    /// <summary>Starts the processes that make the load.</summary>
    public required StartWorker StartWorker { get; init; }

    /// <summary>Opens a store in this process, for what is measured after the load.</summary>
    public required OpenStore OpenStore { get; init; }
}
