namespace Conversations.Testing;

/// <summary>The checkout the tests run from: golden files are compared there and, with <c>UPDATE_GOLDEN=1</c>, written there.</summary>
internal static class Repository
{
    internal static bool UpdatesGolden { get; } = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    private static string Root { get; } = FindRoot();

    /// <summary>A path below the root, given with forward slashes.</summary>
    internal static string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RedisConversationStore.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run from a checkout of the repository.");
    }
}
