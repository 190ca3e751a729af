using Microsoft.Extensions.Options;

namespace Conversations.Redis.Registration;

/// <summary>Keeps the stores of one application apart: each key that one of them forms must belong to it alone.</summary>
internal sealed class StoreNeighbors
{
    private readonly Lock gate = new();
    private readonly List<(string Name, RedisConversationStore Store)> stores = [];

    /// <summary>Notes a store of the application.</summary>
    /// <param name="optionsName">The name of its options.</param>
    /// <param name="store">The store.</param>
    /// <exception cref="OptionsValidationException">Another store on the same server has the same prefix, or one that reaches into this one's.</exception>
    internal void Add(string optionsName, RedisConversationStore store)
    {
        lock (gate)
        {
            foreach (var (name, other) in stores)
            {
                if (Clash(optionsName, store, name, other) is { } problem) throw new OptionsValidationException(optionsName, typeof(RedisConversationStoreOptions), [problem]);
            }

            stores.Add((optionsName, store));
        }
    }

    private static string? Clash(string name, RedisConversationStore store, string otherName, RedisConversationStore other)
    {
        if (!store.Address.Overlaps(other.Address)) return null;
        var (prefix, otherPrefix) = (store.Options.KeyPrefix, other.Options.KeyPrefix);
        var subject = $"{ValidateStoreOptions.Subject(name)}: KeyPrefix '{prefix}'";
        var neighbor = ValidateStoreOptions.Subject(otherName).Replace("Conversation", "conversation", StringComparison.Ordinal);
        if (prefix == otherPrefix)
        {
            // Two ways to read the same data.
            return store.Options.ReadPreference != other.Options.ReadPreference
                ? null
                : $"{subject} is that of the {neighbor} on the same server and database, so the two would share their data. Set another KeyPrefix or database for one of them, or register the store once.";
        }

        return IsWithin(prefix, otherPrefix) || IsWithin(otherPrefix, prefix)
            ? $"{subject} and '{otherPrefix}' of the {neighbor} on the same server and database overlap: keys of the one may be keys of the other. Set a KeyPrefix that is not another's followed by a colon, or another database."
            : null;
    }

    private static bool IsWithin(string inner, string outer) => inner.StartsWith(outer + ":", StringComparison.Ordinal);
}
