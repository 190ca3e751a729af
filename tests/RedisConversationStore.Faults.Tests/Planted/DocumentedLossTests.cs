using Conversations.Faults.Checking;
using Conversations.Faults.History;
using static Conversations.Faults.Tests.Planted.PlantedHistory;

namespace Conversations.Faults.Tests.Planted;

/// <summary>What a mode documents to be lost is told as that; nothing else is excused by it.</summary>
public sealed class DocumentedLossTests
{
    private static readonly TimeSpan HungAfter = TimeSpan.FromSeconds(30);

    [Fact]
    public void An_event_that_is_lost_within_the_window_is_told_and_its_index_may_be_another_s()
    {
        var history = Clean();
        var window = Window(history, () => history.Add("f", 4));
        history.Add("g", 4);
        history.Keep(Event("g", 4));

        var report = history.Check(window);

        Assert.Empty(report.Violations);
        Assert.Equal((0, 1), (report.Lost, report.LostAsDocumented));
        Assert.Equal("EventsStay", report.DocumentedLosses.Single().Rule);
    }

    [Fact]
    public void An_event_that_is_lost_outside_the_window_is_lost()
    {
        var history = Clean();
        history.Add("f", 4);
        var window = Window(history, () => history.Markers(("x", 1), ("y", 3)));

        Assert.Equal("EventsStay", Assert.Single(history.Check(window).Violations).Rule);
    }

    [Fact]
    public void An_event_that_is_lost_within_the_window_and_sent_again_is_no_event_twice()
    {
        var history = Clean();
        var window = Window(history, () => history.AddMany(("f", 4), ("g", 5)));
        history.Add("g", 4);
        history.Keep(Event("g", 4));

        var report = history.Check(window);

        Assert.Empty(report.Violations);
        Assert.Contains("f ", Assert.Single(report.DocumentedLosses).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hole_is_no_documented_loss()
    {
        var history = Clean();
        var window = Window(history, () => history.AddMany(("f", 4), ("g", 5)));
        history.Keep(Event("g", 5));

        Assert.Equal("IndicesAreDense", Assert.Single(history.Check(window).Violations).Rule);
    }

    [Fact]
    public void A_claim_that_is_lost_within_the_window_may_be_won_again()
    {
        var history = Clean();
        var window = Window(history, () => history.Claim("other", true));
        history.Claim("other", true);
        history.Final = history.Final with { ClaimedKeys = new HashSet<string> { "claim", "other" } };

        Assert.Empty(history.Check(window).Violations);
    }

    [Fact]
    public void A_claim_from_before_the_window_may_not_be_won_within_it()
    {
        var history = Clean();
        var window = Window(history, () => history.Claim("claim", true));

        Assert.Equal("ClaimHasOneWinner", Assert.Single(history.Check(window).Violations).Rule);
    }

    [Fact]
    public void Markers_counters_and_the_delivered_index_may_go_back_to_where_they_were_before_the_window()
    {
        var history = Clean();
        var window = Window(history, () =>
        {
            history.MarkAllRead("x", true);
            history.Patch("counter", 3, version: 4);
            history.Advance(1, true);
        });
        history.Markers(("x", 1), ("y", 3));
        history.Get(3, ("counter", 2));
        history.GetDelivered(0);

        var report = history.Check(window);

        Assert.Empty(report.Violations);
        Assert.Equal(["CountersStay", "DeliveredIndicesStay", "MarkersStay", "VersionsStay"], report.DocumentedLosses.Select(loss => loss.Rule).Order());
    }

    [Fact]
    public void Counters_may_be_overwritten_by_an_update_that_expected_a_version_of_before_the_loss()
    {
        var history = Clean();
        Expectation? loss = null;
        history.Answer(Start(Operation.UpdateRoom) with { Key = "other", Value = 1, Version = 4 }, Reply with { Version = 5, Numbers = new Dictionary<string, long> { ["counter"] = 2, ["other"] = 1 } }, meanwhile: () =>
        {
            loss = Window(history, () => history.Patch("counter", 3, version: 4));
            history.Patch("counter", 4, version: 4);
        });
        history.Get(5, ("counter", 2), ("other", 1));
        history.Final = history.Final with { Version = 5, Counters = new Dictionary<string, long> { ["counter"] = 2, ["other"] = 1 } };

        var report = history.Check(loss);

        Assert.Empty(report.Violations);
        Assert.Equal("CountersStay", Assert.Single(report.DocumentedLosses).Rule);
        Assert.Contains(history.Check().Violations, violation => violation.Rule == "CountersNeverGoBack");
    }

    [Fact]
    public void Counters_may_not_be_overwritten_by_an_update_of_after_the_loss()
    {
        var history = Clean();
        var window = Window(history, () => history.Patch("counter", 3, version: 4));
        history.Patch("counter", 4, version: 4);
        history.Patch("counter", 5, version: 5);
        history.Update("other", 1, basedOn: 5, ("counter", 2));

        Assert.Contains(history.Check(window).Violations, violation => violation.Rule == "CountersNeverGoBack");
    }

    [Fact]
    public void They_may_not_go_back_further()
    {
        var history = Clean();
        var window = Window(history, () => history.MarkAllRead("x", true));
        history.Markers(("x", 0), ("y", 3));

        Assert.Equal("MarkersNeverGoBack", Assert.Single(history.Check(window).Violations).Rule);
    }

    [Fact]
    public void What_a_reader_saw_in_a_window_of_reads_may_be_lost()
    {
        var history = Clean();
        history.Fail(Start(Operation.Add) with { Events = [new("f")] }, ConversationStoreErrorCodes.Unavailable, mayHaveTakenEffect: true);
        var window = Window(history, () => history.Read(3, 100, ("f", 4)));
        history.Add("g", 4);
        history.Keep(Event("g", 4));

        var report = history.Check(OfReadsOnly(window));

        Assert.Empty(report.Violations);
        Assert.Equal("EventsStay", Assert.Single(report.DocumentedLosses).Rule);
    }

    [Fact]
    public void What_a_writer_was_told_in_a_window_of_reads_may_not_be_lost()
    {
        var history = Clean();
        var window = Window(history, () => history.Add("f", 4));

        Assert.Equal("EventsStay", Assert.Single(history.Check(OfReadsOnly(window)).Violations).Rule);
    }

    [Fact]
    public void Records_that_are_lost_within_the_window_are_told_and_what_leads_to_them_too()
    {
        var history = Clean();
        var window = Window(history, () =>
        {
            history.Records.Update(PlantedRecords.TheTask, "t3");
            history.Records.Remove(PlantedRecords.TheParticipant, true);
            history.Records.Put(PlantedRecords.TheBinding, "b3");
        });
        history.Records.Get(PlantedRecords.TheTask, "t2");
        history.Records.Keep(PlantedRecords.TheBinding, "b3");
        history.Records.Damage = final => final with { RoomsOfChannels = new Dictionary<string, IReadOnlyList<string>> { [PlantedRecords.TheBinding.Id] = [] } };

        var report = history.Check(window);

        Assert.Empty(report.Violations);
        Assert.Equal(["RecordsStay", "RecordsStay", "RoomsOfChannelsAreFound"], report.DocumentedLosses.Select(loss => loss.Rule).Order());
    }

    [Fact]
    public void A_record_that_was_written_within_the_window_may_be_there_and_not_be_found()
    {
        var history = Clean();
        var window = Window(history, () =>
        {
            history.Records.Put(PlantedRecords.TheBinding, "b3");
            history.Records.Update(PlantedRecords.TheTask, "t3");
            history.Records.Put(PlantedRecords.TheAddress, PlantedRecords.TheIdentity.Id);
        });
        history.Records.FindRooms(PlantedRecords.TheBinding.Id);
        history.Records.Get(PlantedRecords.TheTask, null);
        history.Records.Get(PlantedRecords.TheAddress, null);
        history.Records.Keep(PlantedRecords.TheBinding, "b3");
        history.Records.Keep(PlantedRecords.TheTask, "t3");
        history.Records.Kept.Remove(PlantedRecords.TheAddress);

        var report = history.Check(window);

        Assert.Empty(report.Violations);
        Assert.Equal("RecordsStay", Assert.Single(report.DocumentedLosses).Rule);
    }

    [Fact]
    public void A_record_that_was_written_within_the_window_may_not_be_gone_from_its_room()
    {
        var history = Clean();
        var window = Window(history, () => history.Records.Update(PlantedRecords.TheTask, "t3"));
        history.Records.List(RecordKind.Task);
        history.Records.Kept.Remove(PlantedRecords.TheTask);

        Assert.Equal(["RecordReadsAreFresh", "RecordsStay"], history.Check(window).Violations.Select(violation => violation.Rule).Order());
    }

    [Fact]
    public void A_record_may_not_go_back_further_than_to_where_it_was_before_the_window()
    {
        var history = Clean();
        var window = Window(history, () => history.Records.Update(PlantedRecords.TheTask, "t3"));
        history.Records.Keep(PlantedRecords.TheTask, "t1");

        Assert.Equal("RecordsStay", Assert.Single(history.Check(window).Violations).Rule);
    }

    [Fact]
    public void A_record_whose_creation_is_lost_within_the_window_may_be_created_again_elsewhere()
    {
        var history = Clean();
        var task = RecordName.Of(RecordKind.Task, PlantedHistory.Room, "another");
        var window = Window(history, () => history.Records.Create(task, "t3"));
        history.Answer(PlantedRecords.Start(Operation.CreateRecord, task, "t4") with { RoomId = "another" });
        history.Records.Keep(task, "t3");
        history.Records.Damage = final => final with { Listed = [.. final.Listed, new(task, "another", "t4")] };

        var report = history.Check(window);

        Assert.Empty(report.Violations);
    }

    [Fact]
    public void What_a_writer_was_refused_in_a_window_of_reads_may_be_stale()
    {
        var history = Clean();
        var window = Window(history, () => history.Records.Refuse(Operation.UpdateRecord, PlantedRecords.TheTask, "t3", ConversationStoreErrorCodes.NotFound));

        Assert.Empty(history.Check(OfReadsOnly(window)).Violations);
    }

    private static Expectation OfReadsOnly(Expectation expectation) =>
        expectation with { LossWindows = [.. expectation.LossWindows.Select(window => window with { OfReadsOnly = true })] };

    private static Expectation Window(PlantedHistory history, Action within)
    {
        var from = history.Now + 1;
        within();
        return Expectation.AcknowledgedBetween(from, history.Now, HungAfter);
    }
}
