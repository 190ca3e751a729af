using Conversations.LoadTesting;

namespace Conversations.Cli.Bench;

/// <summary>The files that a report goes to. They are opened before the load begins: a path that cannot be written should not cost a run.</summary>
internal sealed class ReportFiles
{
    private readonly FileInfo? csv;
    private readonly FileInfo? html;

    /// <exception cref="CliException">One of them cannot be written.</exception>
    public ReportFiles(FileInfo? csv, FileInfo? html)
    {
        (this.csv, this.html) = (csv, html);
        foreach (var file in (FileInfo?[])[csv, html])
        {
            if (file is not null) Try(file, () => file.Open(FileMode.OpenOrCreate, FileAccess.Write).Dispose());
        }
    }

    public void Write(LoadReport report)
    {
        if (csv is not null)
        {
            Try(csv, () =>
            {
                using var output = csv.CreateText();
                CsvReport.Write(report, output);
            });
        }

        if (html is not null) Try(html, () => File.WriteAllText(html.FullName, HtmlReport.Write(report)));
    }

    private static void Try(FileInfo file, Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.BadInput, $"The file '{file}' cannot be written: {fault.Message}", fault);
        }
    }
}
