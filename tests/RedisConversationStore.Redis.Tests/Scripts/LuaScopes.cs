namespace Conversations.Redis.Tests.Scripts;

/// <summary>Follows the local names of a script. A server with Lua 5.4 answers a misspelt name with nil where Redis raises an error, so no name may be unknown, and none may be global.</summary>
internal sealed class LuaScopes
{
    private static readonly HashSet<string> Globals = ["redis", "KEYS", "ARGV", "tonumber", "ipairs", "unpack", "string", "table", "math"];

    // What of the libraries Lua 5.1 and 5.4 have alike, and Redis allows.
    private static readonly HashSet<string> Members =
    [
        "redis.call", "string.format", "string.sub", "string.byte", "string.match", "table.insert", "table.sort", "math.min", "math.max", "math.floor",
    ];

    private readonly IReadOnlyList<LuaToken> tokens;
    private readonly Stack<HashSet<string>> scopes = new();
    private readonly List<string> problems = [];
    private readonly HashSet<string> ofLoop = [];

    private LuaScopes(IReadOnlyList<LuaToken> tokens)
    {
        this.tokens = tokens;
        scopes.Push([]);
    }

    /// <summary>What is wrong with the names of a file, lines counted with what it includes.</summary>
    internal static List<string> Problems(LuaScriptFile file)
    {
        var walk = new LuaScopes(file.Expanded);
        for (var at = 0; at < walk.tokens.Count;) at = walk.Step(at);
        if (walk.scopes.Count != 1) walk.problems.Add("Blocks do not end.");
        return walk.problems;
    }

    private LuaToken Token(int at) => at >= 0 && at < tokens.Count ? tokens[at] : default;

    private int Step(int at)
    {
        var token = tokens[at];
        if (token.Kind != LuaTokenKind.Name) return at + 1;
        switch (token.Text)
        {
            case "local":
                return Token(at + 1).Is("function") ? Function(at + 1, isLocal: true) : Names(at + 1, scopes.Peek());
            case "function":
                return Function(at, isLocal: false);
            case "for":
                return Names(at + 1, ofLoop);
            case "do":
                scopes.Push([.. ofLoop]);
                ofLoop.Clear();
                break;
            case "then" or "repeat":
                scopes.Push([]);
                break;
            case "else":
                scopes.Pop();
                scopes.Push([]);
                break;
            case "elseif" or "end" or "until":
                scopes.Pop();
                break;
            case "goto":
                Report(token, "goto is no word of Lua 5.1");
                break;
            default:
                if (token.IsName && !IsField(at)) Use(at);
                break;
        }

        return at + 1;
    }

    // The name before the value in {err = …}.
    private bool IsField(int at) => Token(at - 1).Is("{") && Token(at + 1).Is("=");

    private int Function(int at, bool isLocal)
    {
        at++;
        if (Token(at).IsName)
        {
            if (isLocal) scopes.Peek().Add(Token(at).Text);
            else Report(Token(at), "a global function");
            at++;
        }

        HashSet<string> parameters = [];
        at = Names(at + 1, parameters);
        scopes.Push(parameters);
        return at;
    }

    private int Names(int at, HashSet<string> into)
    {
        for (; Token(at).IsName || Token(at).Is(","); at++)
        {
            if (Token(at).IsName) into.Add(Token(at).Text);
        }

        return at;
    }

    private void Use(int at)
    {
        var (name, before, after) = (tokens[at], Token(at - 1), Token(at + 1));
        if (before.Is("."))
        {
            var member = $"{Token(at - 2).Text}.{name.Text}";
            if (!Members.Contains(member)) Report(name, $"{member} is not among the functions that all servers have alike");
            return;
        }

        if (scopes.Any(scope => scope.Contains(name.Text))) return;
        if (!Globals.Contains(name.Text)) Report(name, $"'{name.Text}' is not known");
        else if (after.Is("=")) Report(name, $"'{name.Text}' is assigned");
    }

    private void Report(LuaToken token, string what) => problems.Add($"line {token.Line}: {what}");
}
