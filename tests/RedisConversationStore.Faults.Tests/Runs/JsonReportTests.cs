using System.Text.Json;
using Conversations.Faults.Checking;
using Conversations.Faults.Reporting;
using Conversations.Faults.Runs;

namespace Conversations.Faults.Tests.Runs;

/// <summary>What programs read.</summary>
public sealed class JsonReportTests
{
    private static readonly FaultResult Result = new("some", [Run(1, ViolationKind.Lost, 1500), Run(2, ViolationKind.Hung, 2500.9), Run(3, ViolationKind.Wrong, 3)]);

    [Fact]
    public void A_fault_is_a_line() =>
        Assert.Equal(
            """{"fault":"some","seeds":3,"operations":30,"acknowledged":15,"lost":1,"lost_as_documented":3,"doubled":0,"hung":1,"wrong":1,"longest_ms":2500,"unasked_failovers":1}""",
            JsonSerializer.Serialize(FaultLine.Of(Result), ReportJson.Default.FaultLine));

    [Fact]
    public void The_last_line_is_of_all() =>
        Assert.Equal(
            """{"faults":2,"lost":2,"doubled":0,"hung":2}""",
            JsonSerializer.Serialize(TotalLine.Of([Result, Result]), ReportJson.Default.TotalLine));

    private static RunResult Run(int seed, ViolationKind kind, double longest) => new(seed, new()
    {
        Operations = 10,
        Acknowledged = 5,
        Longest = TimeSpan.FromMilliseconds(longest),
        Violations = [new(kind, "rule", "text")],
        DocumentedLosses = [new(ViolationKind.Lost, "rule", "text")],
    }, new("."), seed == 1 ? ["a failover"] : []);
}
