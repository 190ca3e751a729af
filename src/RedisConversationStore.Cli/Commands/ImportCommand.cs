using System.CommandLine;
using System.Globalization;
using Conversations.Cli.Output;
using Conversations.Cli.Stores;
using Spectre.Console;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore import FILE</c>.</summary>
internal static class ImportCommand
{
    public static Command Create(GlobalOptions global)
    {
        var file = new Argument<string>("FILE") { Description = "The transcript (JSONL); - for standard input." };
        var goOn = new Option<bool>("--continue-on-error") { Description = "Go on behind a line that is malformed or refused. Without it nothing behind such a line is written." };
        var command = new Command("import", "Reads a transcript (JSONL) into a store. What is there already stays as it is, so an import can be repeated; a record that is there with other content is reported as a conflict. Without --redis or --data it only checks the transcript, on a dev server that ends with the command.")
        {
            file, goOn,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            await using var input = InputFile.Open(path);
            var target = global.Target(parsed);
            await using var session = await StoreSession.OpenAsync(target, cancellationToken);
            var options = new TranscriptImportOptions { ContinueOnError = parsed.GetValue(goOn) };
            var report = await TranscriptImporter.ImportAsync(session.Store, input, options, cancellationToken);
            if (global.Json(parsed)) Console.WriteLine(JsonOutput.Write(ImportSummary.Of(report)));
            else Show(report, target);
            return report.ProblemCount + report.ConflictCount == 0 ? ExitCodes.Ok : Complain(report, path);
        });
        return command;
    }

    private static void Show(TranscriptImportReport report, StoreTarget target)
    {
        var table = Terminal.Table("Record", "Written", "There already", "Conflicts");
        foreach (var kind in TranscriptKinds.All)
        {
            if (report.Written(kind) + report.Existing(kind) + report.Conflicting(kind) == 0) continue;
            table.AddRow(
                Terminal.Cell(kind.MemberName()),
                Terminal.Cell(report.Written(kind).ToString(CultureInfo.InvariantCulture)),
                Terminal.Cell(report.Existing(kind).ToString(CultureInfo.InvariantCulture)),
                Terminal.Cell(report.Conflicting(kind).ToString(CultureInfo.InvariantCulture)));
        }

        var console = Terminal.Create();
        console.Write(table);
        var kept = target is { Connection: null, DataDirectory: null } ? "A check only: the dev server ends with this command. --redis or --data keeps the records." : $"Into {target}.";
        console.Write(new Text(kept + "\n"));
    }

    private static int Complain(TranscriptImportReport report, string path)
    {
        var name = path == InputFile.Standard ? "standard input" : Path.GetFileName(path);
        foreach (var conflict in report.Conflicts) StandardError.Write($"{name}, {conflict}");
        if (report.ConflictCount > report.Conflicts.Count) StandardError.Write($"{name}: {report.ConflictCount - report.Conflicts.Count} more records are in the store with other content.");
        foreach (var problem in report.Problems)
        {
            StandardError.Write($"{name}, {problem}{(report.IsComplete ? "" : " Nothing behind it was written; --continue-on-error goes on.")}");
        }

        if (report.ProblemCount > report.Problems.Count) StandardError.Write($"{name}: {report.ProblemCount - report.Problems.Count} more lines were not imported.");
        return ExitCodes.BadInput;
    }

    private sealed record ImportSummary(bool Complete, IReadOnlyDictionary<string, long> Written, IReadOnlyDictionary<string, long> Existing, IReadOnlyDictionary<string, long> Conflicting, long ConflictCount, IReadOnlyList<TranscriptConflict> Conflicts, long ProblemCount, IReadOnlyList<TranscriptProblem> Problems)
    {
        public static ImportSummary Of(TranscriptImportReport report) => new(
            report.IsComplete,
            TranscriptKinds.All.ToDictionary(kind => kind.MemberName(), report.Written),
            TranscriptKinds.All.ToDictionary(kind => kind.MemberName(), report.Existing),
            TranscriptKinds.All.ToDictionary(kind => kind.MemberName(), report.Conflicting),
            report.ConflictCount,
            report.Conflicts,
            report.ProblemCount,
            report.Problems);
    }
}
