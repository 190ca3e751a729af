namespace Conversations.Conformance;

public static partial class Samples
{
    /// <summary>Valid ids that a careless key layout, pattern, escaping or comparison would confuse with one another or with names of its own. All differ.</summary>
    public static IReadOnlyList<string> HostileIds { get; } =
    [
        "{}", "{", "}", "{x}", "x}{x", "x", "X", ":", "a:b", "a", "b", "a:", ":a", "*", "?", "[a]", "a*", ".", "..", "../a", "/", "\\", "\\x7b",
        "x:events", "x}:events", "{x}:events", "x:room", "events", "room", "meta", "status", "latest", "version", "#1", "0", "00", "-1", "1e0", "null", "nil", "__proto__",
        "%7B", "%7b", "%", "%%", "%25", "%257B", "a%", "a%3Ab", "a%20b", "a b", " a", "a ", "a+b", "_", "-", "~", "|", ",", ";", "'", "\"", "$", "&", "=", "<a>", "(a)", "!", "@",
        "é", "e\u0301", "ß", "ss", "İ", "i", "ı", "👍", "👍🏽", "\uFFFD", "\uFFFF", "\U00010000", "שלום", "\u202Ea", "\u200B", "a\u200B", "漢字",
        new('x', 512), new('x', 511), string.Concat(Enumerable.Repeat("👍", 128)), string.Concat(Enumerable.Repeat("%", 512)),
    ];

    /// <summary>Strings that are no ids: empty, blank, too long, with control characters or halves of surrogate pairs.</summary>
    public static IReadOnlyList<string> BadIds { get; } =
    [
        "", " ", "\t", "\u00A0\u3000", "a\0", "a\nb", "\u001F", "a\u007F", "a\u0085", "\uD83D", "\uDC4D", "a\uDC4D\uD83Db",
        new('x', 513), new('é', 257), string.Concat(Enumerable.Repeat("👍", 128)) + "x",
    ];
}
