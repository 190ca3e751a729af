using System.Globalization;

namespace Conversations.Redis.Tests.Scripts;

/// <summary>Checks that a script uses every key and argument it declares, and no other.</summary>
internal static class LuaParameters
{
    internal static List<string> Problems(LuaScriptFile file) =>
        [.. Problems("KEYS", file.Keys, file), .. Problems("ARGV", file.Arguments, file)];

    private static IEnumerable<string> Problems(string table, List<LuaParameter> declared, LuaScriptFile file)
    {
        for (var i = 0; i < declared.Count; i++)
        {
            if (declared[i].Index != i + 1) yield return $"{table}[{declared[i].Index}] is declared out of order";
            if (declared[i].IsRepeated && i + 1 < declared.Count) yield return $"{table}[{declared[i].Index}...] is not the last";
        }

        var tokens = file.Tokens;
        var literals = Literals(table, tokens);
        var repeated = declared.Find(parameter => parameter.IsRepeated);
        foreach (var used in literals.Where(used => used > declared.Count && repeated is null)) yield return $"{table}[{used}] is used and not declared";
        foreach (var parameter in declared.Where(parameter => !parameter.IsRepeated && !literals.Contains(parameter.Index))) yield return $"{table}[{parameter.Index}] is declared and not used";

        // Any other use of the table runs over it, which only a repeated parameter allows. An included function that does is given where to begin.
        var runs = RunsOver(table, tokens) || file.IncludeNames.Exists(name => RunsOver(table, LuaScriptFile.Includes[name].Tokens));
        if (runs && repeated is null) yield return $"{table} is run over, and nothing of it is declared as repeated";
        if (repeated is null) yield break;
        if (!runs && !literals.Contains(repeated.Index)) yield return $"{table}[{repeated.Index}...] is declared and not used";
        var start = repeated.Index.ToString(CultureInfo.InvariantCulture);
        if (!BeginsAt(start, table, tokens)) yield return $"{table}[{start}...]: nothing begins at {start}";
    }

    // As an index into the table, or as a number a loop or a function is given.
    private static bool BeginsAt(string start, string table, IReadOnlyList<LuaToken> tokens)
    {
        for (var at = 2; at < tokens.Count; at++)
        {
            if (tokens[at].Kind == LuaTokenKind.Number && tokens[at].Text == start && (!tokens[at - 1].Is("[") || tokens[at - 2].Is(table))) return true;
        }

        return false;
    }

    private static HashSet<int> Literals(string table, IReadOnlyList<LuaToken> tokens)
    {
        HashSet<int> literals = [];
        for (var at = 0; at + 3 < tokens.Count; at++)
        {
            if (tokens[at].Is(table) && tokens[at + 1].Is("[") && tokens[at + 2].Kind == LuaTokenKind.Number && tokens[at + 3].Is("]")) literals.Add(int.Parse(tokens[at + 2].Text, CultureInfo.InvariantCulture));
        }

        return literals;
    }

    private static bool RunsOver(string table, IReadOnlyList<LuaToken> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!tokens[at].Is(table)) continue;
            var isLiteral = at + 3 < tokens.Count && tokens[at + 1].Is("[") && tokens[at + 2].Kind == LuaTokenKind.Number && tokens[at + 3].Is("]");
            if (!isLiteral) return true;
        }

        return false;
    }
}
