using System.Globalization;

namespace Conversations.LoadTesting;

/// <summary>A report's table of operations as comma-separated values (RFC 4180), for spreadsheets.</summary>
public static class CsvReport
{
    private const string Header = "scenario,operation,completed,failed,operations_per_second,p50_ms,p90_ms,p99_ms,p999_ms,max_ms";

    /// <summary>Writes the header and a line an operation.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void Write(LoadReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine(Header);
        foreach (var operation in report.Operations)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Quoted(report.Name)},{operation.Name},{operation.Completed},{operation.Failures.Values.Sum()},{operation.Throughput},{operation.P50Ms},{operation.P90Ms},{operation.P99Ms},{operation.P999Ms},{operation.MaxMs}"));
        }
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
