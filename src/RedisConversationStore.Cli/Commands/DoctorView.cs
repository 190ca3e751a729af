using System.Text.Json;
using Conversations.Cli.Output;
using Conversations.Redis.Doctor;
using Spectre.Console;

namespace Conversations.Cli.Commands;

/// <summary>What <c>convstore doctor</c> shows: a table, or a line of JSON for each finding and a summary.</summary>
internal static class DoctorView
{
    public static void Show(IReadOnlyList<DoctorFinding> findings, bool json)
    {
        var (errors, warnings, information) = (Count(DoctorSeverity.Error), Count(DoctorSeverity.Warning), Count(DoctorSeverity.Information));
        if (json)
        {
            foreach (var finding in findings) Console.WriteLine(JsonOutput.Write(new { finding.Code, Severity = Word(finding.Severity), finding.Server, finding.Message, finding.Advice }));
            Console.WriteLine(JsonOutput.Write(new { Summary = new { Errors = errors, Warnings = warnings, Information = information } }));
            return;
        }

        var console = Terminal.Create();
        if (findings.Count > 0)
        {
            var table = Terminal.Table("Severity", "Code", "Server", "What is wrong", "What to do");
            foreach (var finding in findings)
            {
                table.AddRow(Terminal.Cell(Word(finding.Severity)), Terminal.Cell(finding.Code), Terminal.Cell(finding.Server ?? ""), Terminal.Cell(finding.Message), Terminal.Cell(finding.Advice));
            }

            console.Write(table);
        }

        console.WriteLine($"{errors} errors, {warnings} warnings, {information} for information.");

        int Count(DoctorSeverity severity) => findings.Count(finding => finding.Severity == severity);
    }

    private static string Word(DoctorSeverity severity) => JsonNamingPolicy.SnakeCaseLower.ConvertName(severity.ToString());
}
