using System.Text.RegularExpressions;

namespace Conversations.Cli.Output;

/// <summary>Single lines on standard error.</summary>
internal static partial class StandardError
{
    public static void Write(string message) => Console.Error.WriteLine($"convstore: {Line(message)}");

    /// <summary>One line, safe on a terminal, without passwords: a message may quote what the user typed.</summary>
    public static string Line(string message) => TerminalText.Escape(Secrets().Replace(message, "***"), keepLineFeeds: false);

    // What follows "password=" in a connection string, and what stands before the @ of a URL.
    [GeneratedRegex(@"(?<=password\s*=\s*)[^,\s'""]+|(?<=://)[^@/\s'""]+(?=@)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secrets();
}
