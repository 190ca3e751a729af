using System.Globalization;
using System.Text.RegularExpressions;

namespace Conversations.Redis.Tests.Scripts;

/// <summary>One of KEYS or ARGV, as the header of a script declares it.</summary>
/// <param name="Index">Its position, from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsRepeated">Whether it stands for any number, from that position on.</param>
/// <param name="Description">Its type, and what it is.</param>
internal sealed record LuaParameter(int Index, string Name, bool IsRepeated, string Description)
{
    internal string Type => Description.Split(',')[0];

    /// <summary>The name as the C# wrapper gives it.</summary>
    internal string WrapperName => IsRepeated ? Name + "..." : Name;
}

/// <summary>A code that a script returns.</summary>
/// <param name="Number">The code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Note">What else the header says of it.</param>
internal sealed record LuaCode(int Number, string Name, string Note);

/// <summary>A file under <c>lua/</c>: its header, which is the contract, and its code.</summary>
internal sealed partial class LuaScriptFile
{
    private readonly string[] lines;

    internal LuaScriptFile(string name, string text)
    {
        Name = name;
        lines = text.Split('\n');
        Tokens = LuaLexer.Read(name, text);
        Parse();
    }

    /// <summary>All scripts, without what they include, by name.</summary>
    internal static IReadOnlyList<LuaScriptFile> All { get; } = Load(isInclude: false);

    /// <summary>What scripts include, by name.</summary>
    internal static IReadOnlyDictionary<string, LuaScriptFile> Includes { get; } = Load(isInclude: true).ToDictionary(file => file.Name["include/".Length..]);

    /// <summary>The path under <c>lua/</c>, without its ending.</summary>
    internal string Name { get; }

    internal string Folder => Name[..Name.IndexOf('/', StringComparison.Ordinal)];

    internal string Purpose { get; private set; } = "";

    internal List<LuaParameter> Keys { get; } = [];

    internal List<LuaParameter> Arguments { get; } = [];

    internal string Returns { get; private set; } = "";

    internal List<LuaCode> Statuses { get; } = [];

    internal List<LuaCode> Outcomes { get; } = [];

    internal List<string> IncludeNames { get; } = [];

    /// <summary>Header lines that look like a declaration and are none.</summary>
    internal List<string> Malformed { get; } = [];

    internal IReadOnlyList<LuaToken> Tokens { get; }

    /// <summary>The code with what it includes, each file in the place where it is included.</summary>
    internal IReadOnlyList<LuaToken> Expanded => LuaLexer.Read(Name, string.Join('\n', lines.SelectMany(line => IncludedName(line) is { } name ? Includes[name].lines : [line])));

    private static List<LuaScriptFile> Load(bool isInclude)
    {
        var root = Repository.PathOf("lua");
        return
        [
            .. from path in Directory.EnumerateFiles(root, "*.lua", SearchOption.AllDirectories)
               let name = Path.ChangeExtension(Path.GetRelativePath(root, path), null).Replace('\\', '/')
               where name.StartsWith("include/", StringComparison.Ordinal) == isInclude
               orderby name
               select new LuaScriptFile(name, File.ReadAllText(path).ReplaceLineEndings("\n")),
        ];
    }

    private void Parse()
    {
        // What the lines read so far belong to; a line that begins nothing new continues it.
        var part = "purpose";
        foreach (var line in lines.TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)))
        {
            var said = line[2..].Trim();
            if (said.Length == 0) part = "";
            else if (Parameter().Match(said) is { Success: true } parameter) AddParameter(parameter);
            else if (Code().Match(said) is { Success: true } code) AddCode(code);
            else if (IncludedName(line) is not null) continue;
            else if (said.StartsWith("KEYS", StringComparison.Ordinal) || said.StartsWith("ARGV", StringComparison.Ordinal) || said.StartsWith("Status", StringComparison.Ordinal) || said[0] == '@') Malformed.Add(line);
            else if (said.StartsWith("Returns ", StringComparison.Ordinal)) (part, Returns) = ("returns", said["Returns ".Length..]);
            else if (part == "returns") Returns += " " + said;
            else if (part == "purpose") Purpose = Purpose.Length == 0 ? said : Purpose + " " + said;
        }

        // Anywhere in the file, where the functions are needed.
        IncludeNames.AddRange(lines.Select(IncludedName).OfType<string>());

        var prefix = Name + ": ";
        if (Purpose.StartsWith(prefix, StringComparison.Ordinal)) Purpose = Purpose[prefix.Length..];
        else if (Folder != "include") Malformed.Add($"The first line does not begin with '-- {prefix}'.");
    }

    private static string? IncludedName(string line) =>
        line.Trim() is var said && said.StartsWith("-- @include ", StringComparison.Ordinal) ? said["-- @include ".Length..] : null;

    private void AddParameter(Match parameter) =>
        (parameter.Groups["of"].Value == "KEYS" ? Keys : Arguments).Add(new(
            Number(parameter, "index"),
            parameter.Groups["name"].Value,
            parameter.Groups["repeated"].Success,
            parameter.Groups["description"].Value));

    private void AddCode(Match code) =>
        (code.Groups["kind"].Value == "Status" ? Statuses : Outcomes).Add(new(Number(code, "number"), code.Groups["name"].Value, code.Groups["note"].Value));

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<of>KEYS|ARGV)\[(?<index>[1-9]\d*)(?<repeated>\.\.\.)?\] (?<name>[a-z_]+): (?<description>.+)$")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^(?<kind>Status|Outcome) (?<number>\d+) (?<name>[a-z_]+)(?:[:,] (?<note>.+))?$")]
    private static partial Regex Code();
}
