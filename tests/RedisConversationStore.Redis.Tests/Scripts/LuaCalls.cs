namespace Conversations.Redis.Tests.Scripts;

/// <summary>A call in a script: what is called, and the tokens of each argument.</summary>
/// <param name="Line">Where.</param>
/// <param name="Function">The name called; of <c>redis.call</c>, <c>call</c>.</param>
/// <param name="Arguments">The tokens of each argument.</param>
internal sealed record LuaCall(int Line, string Function, List<List<LuaToken>> Arguments);

/// <summary>A function of a script.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The names of its parameters.</param>
internal sealed record LuaFunction(string Name, List<string> Parameters);

/// <summary>Finds calls, functions and assignments among the tokens of a script.</summary>
internal static class LuaCalls
{
    internal static List<LuaCall> Of(IReadOnlyList<LuaToken> tokens)
    {
        var calls = new List<LuaCall>();
        for (var at = 0; at + 1 < tokens.Count; at++)
        {
            if (tokens[at].IsName && tokens[at + 1].Is("(") && !(at > 0 && tokens[at - 1].Is("function"))) calls.Add(new(tokens[at].Line, tokens[at].Text, ArgumentsAt(tokens, at + 2)));
        }

        return calls;
    }

    internal static List<LuaFunction> Functions(IReadOnlyList<LuaToken> tokens)
    {
        var functions = new List<LuaFunction>();
        for (var at = 1; at + 1 < tokens.Count; at++)
        {
            if (!tokens[at].IsName || !tokens[at - 1].Is("function")) continue;
            functions.Add(new(tokens[at].Text, [.. ArgumentsAt(tokens, at + 2).Where(argument => argument.Count > 0).Select(argument => argument[0].Text)]));
        }

        return functions;
    }

    /// <summary>What is assigned to a name, or to an element of the table of that name.</summary>
    internal static List<(bool IsElement, List<LuaToken> Value)> AssignmentsTo(string name, IReadOnlyList<LuaToken> tokens)
    {
        var assignments = new List<(bool, List<LuaToken>)>();
        for (var at = 0; at + 1 < tokens.Count; at++)
        {
            if (!tokens[at].Is(name) || (at > 0 && tokens[at - 1].Is("."))) continue;
            var end = at + 1;
            var isElement = tokens[end].Is("[");
            if (isElement)
            {
                while (!tokens[end].Is("]")) end++;
                end++;
            }

            if (end < tokens.Count && tokens[end].Is("=")) assignments.Add((isElement, ExpressionAt(tokens, end + 1)));
        }

        return assignments;
    }

    /// <summary>The table a name runs over in <c>for _, name in ipairs(table)</c>; null when it is not such a name.</summary>
    internal static string? TableOfLoop(string name, IReadOnlyList<LuaToken> tokens)
    {
        for (var at = 2; at + 4 < tokens.Count; at++)
        {
            if (tokens[at].Is(name) && tokens[at - 1].Is(",") && tokens[at + 1].Is("in") && tokens[at + 2].Is("ipairs")) return tokens[at + 4].Text;
        }

        return null;
    }

    // An expression of a script ends with its line, or where an operator or bracket leaves none open.
    private static List<LuaToken> ExpressionAt(IReadOnlyList<LuaToken> tokens, int from)
    {
        var end = from;
        while (end < tokens.Count && tokens[end].Line == tokens[from].Line) end++;
        return [.. tokens.Skip(from).Take(end - from)];
    }

    private static List<List<LuaToken>> ArgumentsAt(IReadOnlyList<LuaToken> tokens, int from)
    {
        List<List<LuaToken>> arguments = [[]];
        var depth = 0;
        for (var at = from; ; at++)
        {
            var token = tokens[at];
            if (token.Is("(") || token.Is("[") || token.Is("{")) depth++;
            else if (token.Is(")") || token.Is("]") || token.Is("}")) depth--;
            if (depth < 0) return arguments;
            if (depth == 0 && token.Is(",")) arguments.Add([]);
            else arguments[^1].Add(token);
        }
    }
}
