using System.Text;
using System.Text.Json;

namespace Conversations.LoadTesting;

/// <summary>A report as one HTML file that needs nothing else: figures, styles, the chart library (uPlot) and the few lines that draw are all in it, and it opens without a network.</summary>
public static class HtmlReport
{
    /// <summary>The file.</summary>
    /// <param name="report">The report.</param>
    public static string Write(LoadReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        // The serializer escapes < and >, so that no text of a user can end the script it stands in.
        return new StringBuilder(Resource("report.html"))
            .Replace("/*styles*/", Resource("uPlot.min.css") + Resource("report.css"))
            .Replace("/*charts*/", Resource("uPlot.iife.min.js"))
            .Replace("/*script*/", Resource("report.js"))
            .Replace("/*report*/", JsonSerializer.Serialize(report, LoadJsonContext.Default.LoadReport))
            .ToString();
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("report/" + name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
