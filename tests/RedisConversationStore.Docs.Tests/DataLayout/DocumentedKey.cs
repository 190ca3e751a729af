using System.Text.RegularExpressions;

namespace Conversations.Docs.Tests;

/// <summary>A key as docs/data-layout.md describes it.</summary>
/// <param name="Pattern">Its name, with ids as words in capitals.</param>
/// <param name="Type">What Redis calls its type.</param>
/// <param name="Goes">When it goes.</param>
internal sealed partial record DocumentedKey(string Pattern, string Type, string Goes)
{
    /// <summary>A key of this kind.</summary>
    internal string Example => Id().Replace(Pattern, match => match.Value is "BUCKET" or "NUMBER" ? "7" : "x");

    internal bool Matches(string key) => Regex.IsMatch(key, $"^{Id().Replace(Regex.Escape(Pattern), "[^:]+")}$");

    [GeneratedRegex("[A-Z]+")]
    private static partial Regex Id();
}
