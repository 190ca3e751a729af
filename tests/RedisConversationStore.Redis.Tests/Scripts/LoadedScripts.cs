using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace Conversations.Redis.Tests.Scripts;

/// <summary>Which of the scripts a server has.</summary>
internal static class LoadedScripts
{
    private static readonly Dictionary<string, string> NamesByHash = Wrappers.All.ToDictionary(wrapper => HashOf(wrapper.Script.Text), wrapper => wrapper.Script.Name);

    /// <summary>The names of those that a server has.</summary>
    internal static async Task<HashSet<string>> OnAsync(IServer server)
    {
        var hashes = NamesByHash.Keys.ToArray();
        var loaded = (int[])(await server.ExecuteAsync("SCRIPT", ["EXISTS", .. hashes]))!;
        return [.. hashes.Where((_, i) => loaded[i] == 1).Select(hash => NamesByHash[hash])];
    }

    // What SCRIPT LOAD names a script by; nothing secret about it.
#pragma warning disable CA5350
    private static string HashOf(string text) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
}
