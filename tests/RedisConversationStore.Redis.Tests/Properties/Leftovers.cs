using Conversations.Conformance;

namespace Conversations.Redis.Tests.Properties;

/// <summary>The keys that a store leaves on the server when all its rooms are deleted. There must be none but those of identities, and those that every store has.</summary>
internal sealed class Leftovers(RedisFixture fixture)
{
    private static readonly string[] OfIdentities = [":identity:", ":address:"];

    private HashSet<string>? ofEveryStore;

    /// <summary>The names of what is left, without the prefix.</summary>
    internal async Task<string[]> FindAsync(string prefix)
    {
        ofEveryStore ??= await OfEveryStoreAsync();
        return [.. (await KeysAsync(prefix)).Where(key => !ofEveryStore.Contains(key) && !OfIdentities.Any(start => key.StartsWith(start, StringComparison.Ordinal)))];
    }

    private async Task<HashSet<string>> OfEveryStoreAsync()
    {
        var prefix = $"test:{Guid.NewGuid():N}";
        await using var store = new RedisConversationStore(fixture.Connection, new() { KeyPrefix = prefix });
        await store.Rooms.CreateAsync(Samples.Room());
        await store.Rooms.DeleteAsync(Samples.RoomId);
        return [.. await KeysAsync(prefix)];
    }

    private async Task<List<string>> KeysAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (var key in fixture.Connection.GetServers()[0].KeysAsync(pattern: $"{prefix}:*", pageSize: 5000)) keys.Add(((string)key!)[prefix.Length..]);
        return keys;
    }
}
