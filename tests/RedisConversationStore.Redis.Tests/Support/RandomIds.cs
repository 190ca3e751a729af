using System.Text;
using Conversations.Conformance;

namespace Conversations.Redis.Tests;

/// <summary>Random ids made of what a careless key layout would trip over, the same for the same seed.</summary>
internal static class RandomIds
{
    private static readonly string[] Pieces =
    [
        "{", "}", "{}", ":", "%", "%7B", "%7D", "%3A", "%25", "*", "?", "[", "\\", " ", "a", "b", "ab", "0", "room", "rooms", "events", "ids", "deleted", "deleted:", "token", "idempotency:",
        "locator", "event", "channel", "status", "organization", "unscoped", "identity", "address", "conv", "é", "e\u0301", "👍", "א", "\u202E", "\uFFFF",
    ];

    /// <summary>Distinct valid ids.</summary>
    internal static List<string> Create(int seed, int count)
    {
        var random = new Random(seed);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (ids.Count < count)
        {
            var id = new StringBuilder();
            for (var pieces = random.Next(1, 6); pieces > 0; pieces--) id.Append(Pieces[random.Next(Pieces.Length)]);
            if (!string.IsNullOrWhiteSpace(id.ToString())) ids.Add(id.ToString());
        }

        return [.. ids.Concat(Samples.HostileIds).Distinct()];
    }
}
