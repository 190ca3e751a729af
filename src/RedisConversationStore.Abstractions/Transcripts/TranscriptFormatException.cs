using System.Globalization;

namespace Conversations;

/// <summary>A line of a transcript is not what the format asks for.</summary>
public sealed class TranscriptFormatException : FormatException
{
    /// <summary>Reports a malformed line.</summary>
    /// <param name="lineNumber">Which line, from 1.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="inner">The parser's own error.</param>
    public TranscriptFormatException(long lineNumber, string reason, Exception? inner = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"Line {lineNumber}: {reason}"), inner)
    {
        LineNumber = lineNumber;
        Reason = reason;
    }

    /// <summary>Which line, from 1.</summary>
    public long LineNumber { get; }

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; }
}
