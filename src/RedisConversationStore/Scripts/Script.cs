using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Conversations.Redis.Scripts;

/// <summary>One Lua script: its text, and the names of its keys and arguments in the order the script takes them. A test holds the names against the header of the file.</summary>
internal sealed class Script
{
    /// <param name="name">The file under <c>lua/</c>, without its ending: <c>events/add</c>.</param>
    /// <param name="keys">The names of KEYS[1], KEYS[2] …; the last may end in <c>...</c> for any number.</param>
    /// <param name="arguments">The names of ARGV[1], ARGV[2] …; the last may end in <c>...</c> for any number.</param>
    [SuppressMessage("Security", "CA5350", Justification = "Redis names scripts by their SHA-1; nothing relies on its strength.")]
    internal Script(string name, string[] keys, string[] arguments)
    {
        Name = name;
        Keys = keys;
        Arguments = arguments;
        Text = ScriptSource.Load(name);
        Hash = SHA1.HashData(Encoding.UTF8.GetBytes(Text));
    }

    internal string Name { get; }

    internal string[] Keys { get; }

    internal string[] Arguments { get; }

    /// <summary>The text as the server gets it: includes pasted in, comments and indentation removed.</summary>
    internal string Text { get; }

    /// <summary>What the server calls the script once it has it.</summary>
    internal byte[] Hash { get; }
}

/// <summary>Reads scripts from the assembly's resources.</summary>
internal static class ScriptSource
{
    private const string IncludeDirective = "-- @include ";

    /// <summary>The text of a script, with the files it includes pasted in.</summary>
    internal static string Load(string name) => Strip(Flatten(name, []));

    /// <summary>The file as it is.</summary>
    /// <exception cref="InvalidOperationException">There is no such script: the package is damaged.</exception>
    internal static string Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"lua/{name}.lua")
            ?? throw new InvalidOperationException($"The script 'lua/{name}.lua' is missing from the assembly.");
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Flatten(string name, HashSet<string> included)
    {
        if (!included.Add(name)) return "";
        var text = new StringBuilder();
        foreach (var line in Read(name).Split('\n'))
        {
            var said = line.AsSpan().Trim();
            if (said.StartsWith(IncludeDirective)) text.Append(Flatten($"include/{said[IncludeDirective.Length..]}", included));
            else text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    // Comments serve readers of the file; a server that loads the script after every failover need not carry them.
    private static string Strip(string text)
    {
        var stripped = new StringBuilder(text.Length);
        foreach (var line in text.Split('\n'))
        {
            var code = line.Trim();
            if (code.Length > 0 && !code.StartsWith("--", StringComparison.Ordinal)) stripped.Append(code).Append('\n');
        }

        return stripped.ToString();
    }
}
