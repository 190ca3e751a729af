using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>Where a write has entries, as its intent says it: enough to remove them without the writer.</summary>
/// <remarks>
/// <para>Either the letter <c>k</c> and the keys of the indices, or another letter and a removed record, whose indices <see cref="HintCleaner.Register"/> knows how to find: the script that removes a record cannot form the keys.</para>
/// <para>Between keys stands the character 1; behind the key of a locator's hash the character 2 and the field. Ids have no control characters.</para>
/// </remarks>
internal static class IntentEntries
{
    internal const char Keys = 'k';
    private const char Separator = '\u0001';
    private const char FieldSeparator = '\u0002';

    internal static string Format(List<HintEntry> entries) => Keys + string.Join(Separator, entries.ConvertAll(static entry => entry.Key.ToString()));

    internal static string FormatLocator(RedisKey locators, string field) => $"{Keys}{locators}{FieldSeparator}{field}";

    /// <summary>The keys, each with the field of a locator, or null for a sorted set.</summary>
    internal static IEnumerable<(RedisKey Key, string? Field)> Parse(string entries)
    {
        foreach (var entry in entries[1..].Split(Separator, StringSplitOptions.RemoveEmptyEntries))
        {
            var at = entry.IndexOf(FieldSeparator, StringComparison.Ordinal);
            yield return at < 0 ? (entry, null) : (entry[..at], entry[(at + 1)..]);
        }
    }
}
