using Conversations.Tests.Indexes.Model.Checking;
using Conversations.Tests.Indexes.Model.Events;
using Xunit;

namespace Conversations.Tests.Indexes.Model;

/// <summary>The locators of events, in every order of commands.</summary>
[Collection("Exploration")] // One after the other: each takes up to 900 MB.
public sealed class EventLocatorTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, EventSetup> Setups = new()
    {
        ["an event that is there, added twice and deleted"] = new() { Start = EventSetup.First },
        ["an event added twice, a leftover of another room"] = new() { Start = EventSetup.Leftover },
        ["an event added to two rooms, a leftover"] = new() { Start = EventSetup.Leftover, IsSecondElsewhere = true },
        ["an event of room 1, added to two rooms"] = new() { Start = EventSetup.First, IsSecondElsewhere = true },
        ["an event of room 1 added, and refused"] = new() { Start = EventSetup.First, IsSecondRefused = true },
        ["an event added and refused, a leftover"] = new() { Start = EventSetup.Leftover, IsSecondRefused = true },
    };

    public static TheoryData<string> Cases => [.. Setups.Keys];

    public static TheoryData<EventMutation> Mutations => [.. Enum.GetValues<EventMutation>().Where(static mutation => mutation != EventMutation.None)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Protocol_in_every_order_keeps_its_promises(string name)
    {
        var result = Exploration.Run(new EventModel(Setups[name]));

        output.WriteLine($"{name}: {result}");
        Assert.Null(result.BrokenPromise);
    }

    // A known limit: two adds of one id at once, and its deletion between the two commands of one of them.
    [Fact]
    public void Deletion_between_two_adds_of_one_new_id_may_remove_the_locator()
    {
        var result = Exploration.Run(new EventModel(new() { Start = 0 }));

        output.WriteLine($"known limit: {result}");
        Assert.Equal(EventModel.Found, result.BrokenPromise);
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Protocol_without_a_rule_breaks_a_promise(EventMutation mutation)
    {
        var broken = Setups.Values.Select(setup => Exploration.Run(new EventModel(setup with { Mutation = mutation }))).FirstOrDefault(static result => result.BrokenPromise is not null);

        Assert.NotNull(broken);
        output.WriteLine($"{mutation}: {broken}");
    }
}
