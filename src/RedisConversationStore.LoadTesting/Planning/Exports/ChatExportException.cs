using System.Globalization;

namespace Conversations.LoadTesting.Planning;

/// <summary>A chat export cannot be read; the message names the file, the line where there is one, and what is wrong.</summary>
public sealed class ChatExportException : FormatException
{
    /// <summary>Reports a file.</summary>
    /// <param name="file">Which file.</param>
    /// <param name="lineNumber">Which line, from 1; null for the file as a whole.</param>
    /// <param name="reason">What is wrong.</param>
    /// <param name="inner">The parser's own error.</param>
    public ChatExportException(string file, long? lineNumber, string reason, Exception? inner = null)
        : base(lineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {reason}") : $"{file}: {reason}", inner)
    {
        File = file;
        LineNumber = lineNumber;
    }

    /// <summary>Which file.</summary>
    public string File { get; }

    /// <summary>Which line, from 1; null for the file as a whole.</summary>
    public long? LineNumber { get; }
}
