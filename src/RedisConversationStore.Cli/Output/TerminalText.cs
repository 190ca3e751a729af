using System.Globalization;
using System.Text;

namespace Conversations.Cli.Output;

/// <summary>Text of strangers, made harmless for a terminal.</summary>
internal static class TerminalText
{
    /// <summary>Shows what a terminal would act on instead of printing it: control characters, and the marks that reorder text and so can disguise it.</summary>
    public static string Escape(string text, bool keepLineFeeds)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n' && keepLineFeeds) escaped.Append('\n');
            else if (rune.Value is '\n' or '\r' or '\t') escaped.Append(' ');
            else if (IsDangerous(rune)) escaped.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            else escaped.Append(rune.ToString());
        }

        return escaped.ToString();
    }

    /// <summary>The beginning of a text, cut between two characters as people see them.</summary>
    public static string Shorten(string text, int maxCharacters)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        for (var count = 0; elements.MoveNext(); count++)
        {
            if (count == maxCharacters) return text[..elements.ElementIndex] + "…";
        }

        return text;
    }

    /// <summary>The message of an argument exception without the name of a parameter, which says nothing to a user.</summary>
    public static string WithoutParameter(string message)
    {
        var parameter = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return parameter < 0 ? message : message[..parameter];
    }

    // Line and paragraph separators and the bidirectional embeddings, overrides and isolates. The joiners of emoji and of Indic scripts stay.
    private static bool IsDangerous(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
