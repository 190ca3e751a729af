using Conversations.Tests.Indexes.Model.Checking;
using Conversations.Tests.Indexes.Model.Tasks;
using Xunit;

namespace Conversations.Tests.Indexes.Model;

/// <summary>The claims of task ids, in every order of commands.</summary>
[Collection("Exploration")] // One after the other: each takes up to 900 MB.
public sealed class TaskIdTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, TaskSetup> Setups = new()
    {
        ["a new task for two rooms"] = new() { IsThere = false, IsSameRoom = false },
        ["a task of a room that is deleted, for two rooms"] = new() { IsThere = true, IsSameRoom = false },
        ["a new task for one room, twice"] = new() { IsThere = false, IsSameRoom = true },
        ["a task of a room that is deleted, for the same room, twice"] = new() { IsThere = true, IsSameRoom = true },
    };

    public static TheoryData<string> Cases => [.. Setups.Keys];

    public static TheoryData<TaskMutation> Mutations => [.. Enum.GetValues<TaskMutation>().Where(static mutation => mutation != TaskMutation.None)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Protocol_in_every_order_keeps_its_promises(string name)
    {
        var result = Exploration.Run(new TaskModel(Setups[name]));

        output.WriteLine($"{name}: {result}");
        Assert.Null(result.BrokenPromise);
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Protocol_without_a_rule_breaks_a_promise(TaskMutation mutation)
    {
        var broken = Setups.Values.Select(setup => Exploration.Run(new TaskModel(setup with { Mutation = mutation }))).FirstOrDefault(static result => result.BrokenPromise is not null);

        Assert.NotNull(broken);
        output.WriteLine($"{mutation}: {broken}");
    }
}
