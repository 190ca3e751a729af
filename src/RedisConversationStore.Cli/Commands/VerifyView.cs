using System.Globalization;
using Conversations.Cli.Output;
using Conversations.Redis.Audit;
using Spectre.Console;

namespace Conversations.Cli.Commands;

/// <summary>What <c>convstore verify</c> shows: a table by code at the end, or a line of JSON for each finding as it is found.</summary>
internal sealed class VerifyView(bool json) : IProgress<AuditProgress>
{
    private const int ExamplesPerCode = 3;

    private readonly SortedDictionary<string, Group> groups = new(StringComparer.Ordinal);

    /// <summary>How far the audit is.</summary>
    public AuditProgress Progress { get; private set; }

    public int Findings { get; private set; }

    /// <summary>What is wrong and was not repaired.</summary>
    public int Problems { get; private set; }

    public string? FirstProblem { get; private set; }

    private int Repaired => groups.Values.Sum(group => group.Repaired);

    public void Report(AuditProgress value) => Progress = value;

    public void Add(AuditFinding finding)
    {
        Findings++;
        if (finding.IsProblem)
        {
            Problems++;
            FirstProblem ??= $"{finding.Code}: {finding.Message}";
        }

        // The severity may differ within a code: what is stale is information while it is young.
        if (!groups.TryGetValue($"{finding.Code} {finding.Severity}", out var group)) groups.Add($"{finding.Code} {finding.Severity}", group = new(finding.Code, finding.Severity));
        group.Add(finding);
        if (json) Console.WriteLine(JsonOutput.Write(new { finding.Code, Severity = Word(finding.Severity), finding.Key, finding.RoomId, finding.Message, Repairable = finding.IsRepairable, Repaired = finding.IsRepaired }));
    }

    /// <summary>The last line.</summary>
    public void End()
    {
        if (json)
        {
            Console.WriteLine(JsonOutput.Write(new
            {
                Summary = new
                {
                    Progress.Keys,
                    Progress.Rooms,
                    Progress.Events,
                    Progress.Checks,
                    Findings,
                    Repaired,
                    ProblemsLeft = Problems,
                    Codes = groups.Values.GroupBy(group => group.Code, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(part => part.Count), StringComparer.Ordinal),
                },
            }));
            return;
        }

        var console = Terminal.Create();
        if (groups.Count > 0) console.Write(Table());
        console.WriteLine($"{Number(Progress.Rooms)} rooms, {Number(Progress.Events)} events, {Number(Progress.Keys)} keys: {Number(Findings)} findings, {Number(Repaired)} repaired, {Number(Problems)} problems left.");
    }

    private Table Table()
    {
        var table = Terminal.Table("Code", "Severity", "Count", "Repaired", "Examples");
        foreach (var group in groups.Values.OrderByDescending(group => group.Severity))
        {
            table.AddRow(
                Terminal.Cell(group.Code),
                Terminal.Cell(Word(group.Severity)),
                Terminal.Cell(Number(group.Count)),
                Terminal.Cell(Number(group.Repaired)),
                Terminal.Cell(string.Join('\n', group.Examples)));
        }

        return table;
    }

    private static string Word(AuditSeverity severity) => severity switch
    {
        AuditSeverity.Error => "error",
        AuditSeverity.Warning => "warning",
        _ => "information",
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed class Group(string code, AuditSeverity severity)
    {
        public string Code => code;

        public AuditSeverity Severity => severity;

        public int Count { get; private set; }

        public int Repaired { get; private set; }

        public List<string> Examples { get; } = [];

        public void Add(AuditFinding finding)
        {
            Count++;
            if (finding.IsRepaired) Repaired++;
            if (Examples.Count < ExamplesPerCode) Examples.Add(TerminalText.Escape($"{finding.Key}: {finding.Message}", keepLineFeeds: false));
        }
    }
}
