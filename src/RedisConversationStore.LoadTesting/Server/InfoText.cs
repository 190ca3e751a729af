using System.Globalization;

namespace Conversations.LoadTesting;

/// <summary>The reply to INFO: lines <c>name:value</c>, some values of which are fields <c>name=value,…</c>.</summary>
internal sealed class InfoText
{
    private readonly Dictionary<string, string> lines = new(StringComparer.Ordinal);

    internal InfoText(string reply)
    {
        foreach (var line in reply.AsSpan().EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon > 0) lines[line[..colon].ToString()] = line[(colon + 1)..].ToString();
        }
    }

    internal bool Has(string name) => lines.ContainsKey(name);

    internal string? Text(string name) => lines.GetValueOrDefault(name);

    /// <summary>A number; 0 where the server tells none.</summary>
    internal double Number(string name) => Parse(Text(name));

    /// <summary>What the names of lines that begin alike go on with.</summary>
    internal IEnumerable<string> NamesAfter(string prefix) =>
        lines.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]);

    /// <summary>A field of a line; 0 where there is none.</summary>
    internal double Field(string name, string field) =>
        Parse(Text(name)?.Split(',').Select(part => part.Split('=', 2)).FirstOrDefault(part => part[0] == field)?.ElementAtOrDefault(1));

    private static double Parse(string? value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
