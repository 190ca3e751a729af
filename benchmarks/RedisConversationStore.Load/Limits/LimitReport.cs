using System.Globalization;
using System.Text.Json;

namespace Conversations.Redis.Load;

/// <summary>Figures as they are printed: each as soon as it is there.</summary>
internal static class LimitReport
{
    internal static void WriteHeader()
    {
        Console.WriteLine("| what | bar | measured | met | out of |");
        Console.WriteLine("|---|--:|--:|---|---|");
    }

    internal static string TableRow(Figure figure)
    {
        var value = figure.Value is { } measured ? measured.ToString("F2", CultureInfo.InvariantCulture) : "–";
        var met = figure.IsMet switch { true => "yes", false => "**no**", null => "" };
        return $"| {figure.What} | {figure.Bar} | {value} | {met} | {figure.Detail} |";
    }

    internal static string Json(Figure figure) => JsonSerializer.Serialize(new
    {
        name = figure.Name,
        value = figure.Value,
        bar = figure.Bar?.Value,
        met = figure.IsMet,
        bar_is = figure.Bar is { } bar ? bar.IsLeast ? "at_least" : "at_most" : null,
        what = figure.What,
        detail = figure.Detail,
    });
}
