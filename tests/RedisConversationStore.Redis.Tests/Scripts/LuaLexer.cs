namespace Conversations.Redis.Tests.Scripts;

internal enum LuaTokenKind
{
    Name,
    Number,
    Text,
    Symbol,
}

/// <summary>A token of a script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it stands in the file; a string without its quotes.</param>
/// <param name="Line">Where, from 1.</param>
internal readonly record struct LuaToken(LuaTokenKind Kind, string Text, int Line)
{
    internal bool Is(string symbolOrName) => Kind is LuaTokenKind.Symbol or LuaTokenKind.Name && Text == symbolOrName;

    internal bool IsName => Kind == LuaTokenKind.Name && !LuaLexer.Keywords.Contains(Text);
}

/// <summary>Reads Lua 5.1, and of that only what every server reads alike: no long strings, no <c>//</c>, no bit operators, no labels, no escapes of a later version.</summary>
internal static class LuaLexer
{
    // Of two symbols that begin alike the longer comes first.
    private static readonly string[] Symbols =
    [
        "...", "..", "==", "~=", "<=", ">=", "+", "-", "*", "/", "%", "^", "#", "<", ">", "=", "(", ")", "{", "}", "[", "]", ";", ",", ".",
    ];

    internal static IReadOnlySet<string> Keywords { get; } = new HashSet<string>
    {
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in", "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
    };

    /// <exception cref="FormatException">Something is not in the portable subset.</exception>
    internal static IReadOnlyList<LuaToken> Read(string file, string text)
    {
        var tokens = new List<LuaToken>();
        var line = 1;
        for (var at = 0; at < text.Length;)
        {
            var character = text[at];
            if (character == '\n') line++;
            if (char.IsWhiteSpace(character)) at++;
            else if (text.AsSpan(at).StartsWith("--", StringComparison.Ordinal)) at = EndOf(text, at, static other => other != '\n');
            else if (char.IsAsciiLetter(character) || character == '_') at = Add(LuaTokenKind.Name, EndOf(text, at, static other => char.IsAsciiLetterOrDigit(other) || other == '_'));
            else if (char.IsAsciiDigit(character)) at = Add(LuaTokenKind.Number, EndOf(text, at, static other => char.IsAsciiLetterOrDigit(other)));
            else if (character is '\'' or '"') at = AddText();
            else at = AddSymbol();

            int Add(LuaTokenKind kind, int end)
            {
                tokens.Add(new(kind, text[at..end], line));
                return end;
            }

            int AddText()
            {
                var end = at + 1;
                for (; text[end] != character; end++)
                {
                    if (text[end] == '\n') throw Refused("a string over several lines");
                    if (text[end] != '\\') continue;
                    end++;
                    if (!"0123456789nrt\\'\"".Contains(text[end], StringComparison.Ordinal)) throw Refused($"the escape \\{text[end]}");
                }

                tokens.Add(new(LuaTokenKind.Text, text[(at + 1)..end], line));
                return end + 1;
            }

            int AddSymbol()
            {
                var rest = text.AsSpan(at);
                foreach (var later in (ReadOnlySpan<string>)["//", "[[", "<<", ">>"])
                {
                    if (rest.StartsWith(later, StringComparison.Ordinal)) throw Refused(later);
                }

                foreach (var symbol in Symbols)
                {
                    if (rest.StartsWith(symbol, StringComparison.Ordinal)) return Add(LuaTokenKind.Symbol, at + symbol.Length);
                }

                throw Refused(character.ToString());
            }
        }

        return tokens;

        FormatException Refused(string what) => new($"{file}, line {line}: {what} is not in the Lua that all servers read alike.");
    }

    private static int EndOf(string text, int from, Func<char, bool> belongs)
    {
        var end = from;
        while (end < text.Length && belongs(text[end])) end++;
        return end;
    }
}
