using Conversations.Conformance;

namespace Conversations.Redis.Tests.Properties;

/// <summary>The keys that a store leaves on the server when all its rooms are deleted. There must be none but those of identities, and those that every store has.</summary>
internal sealed class Leftovers(RedisFixture fixture)
{
    private static readonly string[] OfIdentities = [":identity:", ":address:", ":recent_calls:{"];

    private HashSet<string>? ofEveryStore;

    /// <summary>The names of what is left, without the prefix.</summary>
    internal async Task<string[]> FindAsync(string prefix)
    {
        ofEveryStore ??= await OfEveryStoreAsync();
        return [.. Keys(prefix).Where(key => !ofEveryStore.Contains(key) && !OfIdentities.Any(start => key.StartsWith(start, StringComparison.Ordinal)))];
    }

    private async Task<HashSet<string>> OfEveryStoreAsync()
    {
        var prefix = $"test:{Guid.NewGuid():N}";
        await using var store = new RedisConversationStore(fixture.Connection, new() { KeyPrefix = prefix });
        await store.Rooms.CreateAsync(Samples.Room());
        await store.Rooms.DeleteAsync(Samples.RoomId);
        return [.. Keys(prefix)];
    }

    private IEnumerable<string> Keys(string prefix) => Keyspace.Under(fixture.Connection, prefix).Select(key => key[prefix.Length..]);
}
