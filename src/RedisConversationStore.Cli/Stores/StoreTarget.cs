namespace Conversations.Cli.Stores;

/// <summary>Where a store is.</summary>
/// <param name="Connection">A Redis connection string, which may hold a password; null for a dev server inside this process.</param>
/// <param name="DataDirectory">Where the dev server keeps its data; null for memory only.</param>
/// <param name="Prefix">The prefix of the store's keys.</param>
internal sealed record StoreTarget(string? Connection, string? DataDirectory, string Prefix)
{
    /// <summary>Names the connection without showing a password in lists of processes.</summary>
    public const string EnvironmentVariable = "CONVSTORE_REDIS";

    public static string? FromEnvironment() =>
        Environment.GetEnvironmentVariable(EnvironmentVariable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>For people; never a password.</summary>
    public override string ToString() => (Connection, DataDirectory) switch
    {
        (not null, _) => "Redis",
        (_, not null) => $"the dev server on '{DataDirectory}'",
        _ => "a dev server in memory",
    };
}
