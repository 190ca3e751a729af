using System.Diagnostics;
using Conversations.Faults.Checking.Rules;
using Conversations.Faults.Checking.Rules.Hung;
using Conversations.Faults.Checking.Rules.Wrong;
using Conversations.Faults.History;

namespace Conversations.Faults.Tests.Planted;

/// <summary>Every rule finds what breaks it, and nothing else.</summary>
public sealed class HistoryCheckerTests
{
    private static readonly (string Rule, string What, Action<PlantedHistory> Plant)[] OnClean = [.. Plantings.OnClean, .. RecordPlantings.OnClean];
    private static readonly (string What, Action<PlantedHistory> Plant)[] OddOnes = [.. Plantings.Innocent, .. RecordPlantings.Innocent];

    public static TheoryData<string, string> Planted => [.. OnClean.Select(planting => (planting.Rule, planting.What))];

    public static TheoryData<string> Innocent => [.. OddOnes.Select(planting => planting.What)];

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_planted_violation_is_found(string rule, string what)
    {
        var history = PlantedHistory.Clean();
        OnClean.Single(planting => (planting.Rule, planting.What) == (rule, what)).Plant(history);

        var report = history.Check();

        Assert.NotEmpty(report.Violations);
        Assert.All(report.Violations, violation => Assert.Equal(rule, violation.Rule));
        Assert.Empty(report.DocumentedLosses);
        Assert.Equal(report.Violations.Count, report.Lost + report.Doubled + report.Hung + report.Wrong);
    }

    [Theory]
    [MemberData(nameof(Innocent))]
    public void What_may_be_is_not_found(string what)
    {
        var history = PlantedHistory.Clean();
        OddOnes.Single(planting => planting.What == what).Plant(history);

        Assert.Empty(history.Check().Violations);
    }

    [Fact]
    public void A_room_that_is_gone_is_lost()
    {
        var history = new PlantedHistory { IsThere = false };
        history.Create();

        Assert.Equal("RoomsStay", Assert.Single(history.Check().Violations).Rule);
    }

    [Fact]
    public void A_room_that_nobody_created_is_found() =>
        Assert.Equal("NothingThatNobodySent", Assert.Single(new PlantedHistory().Check().Violations).Rule);

    [Fact]
    public void Every_rule_has_a_planted_violation() =>
        Assert.Equal(
            AllRules.OfRooms.Select(rule => rule.Name).Concat(AllRules.OfRecords.Select(rule => rule.Name)).Concat([CallsEnd.Name, ErrorsAreOfTheContract.Name]).Order(),
            OnClean.Select(planting => planting.Rule).Append("RoomsStay").Distinct().Order());

    [Fact]
    public void Calls_are_counted()
    {
        var report = PlantedHistory.Clean().Check();

        Assert.Equal((46, 26), (report.Operations, report.Acknowledged));
        Assert.Equal(TimeSpan.FromMilliseconds(1), report.Longest);
    }

    [Fact]
    public void A_long_history_is_checked_in_seconds()
    {
        const int Events = 100_000;
        var history = PlantedHistory.Clean();
        var latest = 3;
        for (var i = 0; i < Events; i++)
        {
            history.Add($"more-{i}", ++latest, key: $"key-{i}");
            history.Events.Add(PlantedHistory.Event($"more-{i}", latest, $"key-{i}"));
            if (i % 10 == 0) history.MarkRead("z", $"more-{i}", true);
            if (i % 10 == 1) history.Markers(("x", 1), ("y", 3), ("z", latest - 1));
            if (i % 10 == 3) history.Records.Put(PlantedRecords.TheBinding, $"more-{i}");
            if (i % 10 == 4) history.Records.Get(PlantedRecords.TheBinding, $"more-{i - 1}");
            if (i % 10 == 5)
            {
                var task = RecordName.Of(RecordKind.Task, PlantedHistory.Room, $"more-{i}");
                history.Records.Create(task, $"{i}");
                history.Records.Keep(task, $"{i}");
            }

            if (i % 10 == 2) history.Read(Math.Max(latest - 10, 3), 100, [.. Enumerable.Range(latest - 9, 10).Where(index => index > 3).Select(index => ($"more-{index - 4}", (long)index))]);
        }

        history.Records.Keep(PlantedRecords.TheBinding, $"more-{Events - 7}");
        var markers = new Dictionary<string, long>(history.Final.Markers) { ["z"] = latest - 9 };
        history.Final = history.Final with { EventCount = latest + 1, LatestIndex = latest, Markers = markers };
        var started = Stopwatch.GetTimestamp();

        var report = history.Check();

        Assert.Empty(report.Violations);
        
        // Seconds of work; a rule that looks at every pair of calls would take hours.
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }
}
