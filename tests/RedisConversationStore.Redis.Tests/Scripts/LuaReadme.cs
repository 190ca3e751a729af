using System.Text;

namespace Conversations.Redis.Tests.Scripts;

/// <summary>Writes <c>lua/README.md</c>: every script with what its header says.</summary>
internal static class LuaReadme
{
    private const string Introduction = """
        # Scripts

        Made from the headers of the files by the tests; do not edit. To make it anew, run the tests of `RedisConversationStore.Redis.Tests` with `UPDATE_GOLDEN=1`.

        Each script is one atomic step on the keys of one hash slot. It is called through one typed wrapper in `src/RedisConversationStore/Scripts`; nobody else knows the positions of keys and arguments. Keys, arguments and codes are numbered as the script sees them; `...` stands for any number from there on.

        The code keeps to what Redis 7, Redis 8, Valkey 8 and the dev server (Lua 5.4) read alike. The tests refuse: keys that were not declared or are formed in the script, names that are not known, numbers formatted otherwise than by `%.0f` or `%d`, and functions and commands that are not on their lists.

        """;

    internal static string Create()
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (var folder in LuaScriptFile.All.GroupBy(file => file.Folder))
        {
            text.Append($"\n## {folder.Key}\n\n| script | what it does | keys | arguments | returns | codes |\n|---|---|---|---|---|---|\n");
            foreach (var file in folder) text.Append(Row(file));
        }

        text.Append("\n## include\n\nFunctions that scripts share: a line `-- @include name` puts the file in its place: in a header in front of the code, further down where few runs need it.\n\n| file | functions | what for | included by |\n|---|---|---|---|\n");
        foreach (var (name, file) in LuaScriptFile.Includes.OrderBy(include => include.Key, StringComparer.Ordinal)) text.Append(Row(name, file));
        return text.ToString();
    }

    private static string Row(LuaScriptFile file) =>
        $"| [{file.Name}]({file.Name}.lua) | {Cell(file.Purpose)} | {Parameters(file.Keys)} | {Parameters(file.Arguments)} | {Cell(file.Returns)} | {string.Join("<br>", file.Statuses.Select(code => Code("", code)).Concat(file.Outcomes.Select(code => Code("outcome ", code))))} |\n";

    private static string Row(string name, LuaScriptFile file)
    {
        var functions = LuaCalls.Functions(file.Tokens).Select(function => $"`{function.Name}({string.Join(", ", function.Parameters)})`");
        var users = LuaScriptFile.All.Where(script => script.IncludeNames.Contains(name)).Select(script => script.Name);
        return $"| [{name}](include/{name}.lua) | {string.Join("<br>", functions)} | {Cell(file.Purpose)} | {string.Join(", ", users)} |\n";
    }

    private static string Parameters(List<LuaParameter> parameters) =>
        string.Join("<br>", parameters.Select(parameter => Cell($"{parameter.Index}{(parameter.IsRepeated ? "..." : "")} `{parameter.Name}`: {parameter.Description}")));

    private static string Code(string kind, LuaCode code) => Cell($"{kind}{code.Number} {code.Name}{(code.Note.Length > 0 ? ": " + code.Note : "")}");

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
