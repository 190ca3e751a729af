using Conversations.Tests.Indexes.Model.Checking;
using Conversations.Tests.Indexes.Model.Events;
using Conversations.Tests.Indexes.Model.Identities;
using Conversations.Tests.Indexes.Model.Records;
using Conversations.Tests.Indexes.Model.Tasks;
using Xunit;

namespace Conversations.Tests.Indexes.Model;

/// <summary>The protocol that was in use before judged entries by the clocks of clients and paged by rank. The same exploration finds what it lost.</summary>
[Collection("Exploration")] // One after the other: each takes up to 900 MB.
public sealed class FormerProtocolTests(ITestOutputHelper output)
{
    private static readonly RecordSetup Rooms = new() { IsRoom = true, Start = 1, Indexes = [0b011, 0b101, 0b011] };

    [Fact]
    public void Reader_whose_clock_is_ahead_removes_the_entries_of_a_room() =>
        AssertBroken(RecordPromises.Listed, new FormerRecordModel(Rooms, clocksAgree: false));

    [Fact]
    public void Reader_that_pages_by_rank_misses_a_room_while_another_tidies_up() =>
        AssertBroken(RecordPromises.Answered, new FormerRecordModel(Rooms with { ReaderIndexes = [1, 1], HasStranger = true }, clocksAgree: true));

    [Fact]
    public void Resolve_that_tidies_up_while_it_pages_by_rank_answers_none()
    {
        var result = AssertBroken(LinkModel.Answered, new FormerLinkModel(new() { Identities = [1, 2], Abandoned = 1 }, clocksAgree: true));

        Assert.All(result.Trace, static step => Assert.StartsWith("reader", step));
    }

    [Fact]
    public void Reader_whose_clock_is_ahead_removes_the_link_of_an_address() =>
        AssertBroken(LinkModel.Last, new FormerLinkModel(new() { Identities = [1, 2] }, clocksAgree: false));

    [Fact]
    public void Writer_whose_clock_is_ahead_takes_a_task_id_of_another_room() =>
        AssertBroken(TaskModel.Unique, new FormerTaskModel(new() { IsThere = false, IsSameRoom = false }, clocksAgree: false));

    [Fact]
    public void Deletion_loses_the_locator_of_an_event_that_is_added_again() =>
        AssertBroken(EventModel.Found, new EventModel(new() { Start = EventSetup.First, IsFormer = true }));

    private ExplorationResult AssertBroken<TState>(string promise, IModel<TState> model)
        where TState : unmanaged
    {
        var result = Exploration.Run(model);

        output.WriteLine($"{result}");
        Assert.Equal(promise, result.BrokenPromise);
        return result;
    }
}
