namespace Conversations.Testing;

/// <summary>Servers newer than the redis-server on the PATH. <c>.ci/servers</c> fetches them; any binary of that name in the folder will do.</summary>
public static class NewerServer
{
    public const string Redis8 = "redis-8";

    public const string Valkey8 = "valkey-8";

    /// <summary>The folder the binaries are in: that of <c>CONVSTORE_SERVERS</c>, or one in the user's cache.</summary>
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("CONVSTORE_SERVERS") is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(Cache(), "redis-conversation-store", "servers");

    /// <summary>The path of a server's binary; null where it is not there.</summary>
    public static string? Find(string name) => Path.Combine(Folder, name) is var path && File.Exists(path) ? path : null;

    /// <summary>Why tests on a server are left out.</summary>
    public static string Missing(string name) => $"there is no {name} in {Folder}; .ci/servers fetches it";

    private static string Cache() =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
