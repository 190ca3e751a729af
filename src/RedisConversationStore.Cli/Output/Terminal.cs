using System.Globalization;
using Spectre.Console;

namespace Conversations.Cli.Output;

/// <summary>Tables and text for people.</summary>
internal static class Terminal
{
    // A file or a pipe has no width; this one keeps tables readable.
    private const int WidthWithoutTerminal = 140;

    public static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected) console.Profile.Width = WidthWithoutTerminal;
        return console;
    }

    public static Table Table(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns) table.AddColumn(new TableColumn(new Text(column)));
        return table;
    }

    /// <summary>Text of a stranger as a cell: nothing in it is markup, or a command to the terminal.</summary>
    public static Text Cell(string text) => new(TerminalText.Escape(text, keepLineFeeds: true));

    /// <summary>Text of a stranger as a part of markup.</summary>
    public static string Safe(string text) => Markup.Escape(TerminalText.Escape(text, keepLineFeeds: false));

    public static string Time(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
