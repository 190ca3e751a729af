using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Conversations.LoadTesting.Planning;

/// <summary>The line that begins a message of a WhatsApp export: date and time, then who and what, or what the app itself says.</summary>
/// <remarks>Android writes <c>31/12/23, 21:15 - Ada: text</c>, iOS <c>[31.12.23, 21:15:42] Ada: text</c>; order, separators and 12 or 24 hours are those of the phone. Marks of direction stand before and between.</remarks>
internal sealed partial record WhatsAppLine(long Number, int First, int Second, int Third, char Separator, TimeSpan Time, bool HasTwelveHours, string? Sender, string Text)
{
    private static readonly char[] DirectionMarks = ['\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\ufeff'];

    private static readonly SearchValues<char> QuotationMarks = SearchValues.Create("\"“”„«»");

    /// <returns>Null for a line that goes on with a message.</returns>
    /// <exception cref="ChatExportException">The time is none.</exception>
    internal static WhatsAppLine? Parse(string line, string file, long number)
    {
        var match = Beginning().Match(line.TrimStart(DirectionMarks));
        if (!match.Success) return null;
        var (sender, text) = Split(match.Groups["rest"].Value);
        return new(
            number,
            NumberOf(match, "first"),
            NumberOf(match, "second"),
            NumberOf(match, "third"),
            match.Groups["separator"].ValueSpan[0],
            TimeOf(match) ?? throw new ChatExportException(file, number, $"'{match.Groups["time"].Value}' is no time of a day."),
            match.Groups["half"].Success,
            sender,
            text);
    }

    /// <summary>Text without marks of direction at its ends, which are layout and not what was said.</summary>
    internal static string Clean(string text) => text.Trim(DirectionMarks);

    private static (string? Sender, string Text) Split(string rest)
    {
        var match = Said().Match(rest);

        // What the app says of somebody may quote a colon: no name has quotation marks.
        return match.Success && match.Groups["sender"].ValueSpan.IndexOfAny(QuotationMarks) < 0
            ? (Clean(match.Groups["sender"].Value).TrimStart('~').Trim(), match.Groups["text"].Value)
            : (null, Clean(rest));
    }

    private static TimeSpan? TimeOf(Match match)
    {
        var (hour, minute, second) = (NumberOf(match, "hour"), NumberOf(match, "minute"), match.Groups["sec"].Success ? NumberOf(match, "sec") : 0);
        if (match.Groups["half"].Success)
        {
            if (hour is < 1 or > 12) return null;
            hour = (hour % 12) + (match.Groups["half"].ValueSpan[0] is 'p' or 'P' ? 12 : 0);
        }

        return hour < 24 && minute < 60 && second < 60 ? new TimeSpan(hour, minute, second) : null;
    }

    private static int NumberOf(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\[?(?<first>[0-9]{1,4})(?<separator>[./-])(?<second>[0-9]{1,2})\k<separator>(?<third>[0-9]{1,4}),?\s+(?<time>(?<hour>[0-9]{1,2})[:.](?<minute>[0-9]{2})(?:[:.](?<sec>[0-9]{2}))?(?:\s*(?<half>[AaPp]\.?\s?[Mm]\.?))?)(?:\]\s|\s-\s)(?<rest>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^(?<sender>[^:]+):(?:\s(?<text>.*)|(?<text>))$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Said();
}
