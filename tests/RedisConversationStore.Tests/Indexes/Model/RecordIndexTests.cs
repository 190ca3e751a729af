using Conversations.Tests.Indexes.Model.Checking;
using Conversations.Tests.Indexes.Model.Records;
using Xunit;

namespace Conversations.Tests.Indexes.Model;

/// <summary>The lists of rooms and the indexes of channels and participants, in every order of commands.</summary>
[Collection("Exploration")] // One after the other: each takes up to 900 MB.
public sealed class RecordIndexTests(ITestOutputHelper output)
{
    // Index 1 lists all rooms, or a channel; 2 is a status, or a participant; 3 is another one.
    private const byte Moved = 0b101;
    private const byte Kept = 0b011;

    private const string Room = "a room that is there, moved twice and deleted";
    private const string Binding = "a binding put and removed, its room deleted";

    public static TheoryData<string> Cases => [.. Setups.Keys];

    private static Dictionary<string, RecordSetup> Setups => new()
    {
        [Room] = new() { IsRoom = true, Start = 1, Indexes = [Kept, Moved, 0b010] },
        ["a room created twice and deleted"] = new() { IsRoom = true, Start = 0, Indexes = [Kept, Moved, Kept] },
        ["a binding moved twice, its room deleted"] = new() { IsRoom = false, Start = 1, Indexes = [Kept, Moved, Kept], HasStranger = true },
        [Binding] = new() { IsRoom = false, Start = 1, Indexes = [Kept, Moved, 0], ReaderIndexes = [1, 1], HasStranger = true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Protocol_in_every_order_keeps_its_promises(string name)
    {
        var result = Exploration.Run(new RecordModel(Setups[name]));

        output.WriteLine($"{name}: {result}");
        Assert.Null(result.BrokenPromise);
    }

    public static TheoryData<RecordMutation> Mutations => [.. Enum.GetValues<RecordMutation>().Where(static mutation => mutation != RecordMutation.None)];

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Protocol_without_a_rule_breaks_a_promise(RecordMutation mutation)
    {
        var isOfRooms = mutation is RecordMutation.DeletionNotesPending or RecordMutation.CleanerIgnoresTokens;
        var result = Exploration.Run(new RecordModel(Setups[isOfRooms ? Room : Binding] with { Mutation = mutation }));

        output.WriteLine($"{mutation}: {result}");
        Assert.NotNull(result.BrokenPromise);
    }
}
