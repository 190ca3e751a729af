using Conversations.Faults.History;

namespace Conversations.Faults.Tests.Records;

/// <summary>What is recorded is read back, also after a driver was killed in the middle of a line.</summary>
public sealed class DriverHistoryTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("conversations-history-");

    private string File => Path.Combine(folder.FullName, "history.jsonl");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Calls_come_back_with_their_ends()
    {
        using (var writer = new HistoryWriter(File, driver: 7))
        {
            var first = writer.Start(new() { Operation = Operation.Add, RoomId = "room", Events = [new("a", "key")] });
            var read = writer.Start(new() { Operation = Operation.GetRecord, Record = RecordName.Identity("identity") });
            writer.End(new() { Call = read.Call, At = read.At + 1, Values = new Dictionary<string, string> { ["identity"] = "value" } });
            writer.Start(new() { Operation = Operation.Claim, RoomId = "room", Key = "claim" });
            writer.End(new() { Call = first.Call, At = first.At + 5, Added = [new("a", 3, Committed: true)] });
            writer.Close();
        }

        var history = DriverHistory.Read(File);

        Assert.Equal((7, true), (history.Driver, history.IsClosed));
        Assert.Collection(
            history.Calls,
            add =>
            {
                Assert.Equal((Operation.Add, true, 5L), (add.Operation, add.IsAnswered, add.EndedAt - add.StartedAt));
                Assert.Equal(new SentEvent("a", "key"), Assert.Single(add.Start.Events!));
                Assert.Equal(new AddedEvent("a", 3, Committed: true), Assert.Single(add.End!.Added!));
            },
            read => Assert.Equal((RecordName.Identity("identity"), "value"), (read.Start.Record!, read.End!.Values!["identity"])),
            claim => Assert.Equal((Operation.Claim, "claim", true), (claim.Operation, claim.Start.Key, claim.IsUnknown)));
    }

    [Fact]
    public void Half_a_line_at_the_end_is_passed_over()
    {
        using (var writer = new HistoryWriter(File, driver: 1)) writer.Start(new() { Operation = Operation.Markers, RoomId = "room" });
        System.IO.File.AppendAllText(File, "{\"end\":{\"call\":1,");

        var history = DriverHistory.Read(File);

        Assert.Null(Assert.Single(history.Calls).End);
        Assert.False(history.IsClosed);
    }

    [Fact]
    public void A_line_that_is_damaged_is_an_error()
    {
        using (new HistoryWriter(File, driver: 1))
        {
        }

        System.IO.File.AppendAllText(File, "{\"end\":{\"call\":1,\n");

        Assert.Throws<InvalidDataException>(() => DriverHistory.Read(File));
    }

    [Fact]
    public void Errors_say_whether_the_outcome_is_known()
    {
        Assert.True(CallError.Of(new StoreUnavailableException(UnavailableReason.Timeout, "late", isRetrySafe: true, mayHaveTakenEffect: true)).MayHaveTakenEffect);
        Assert.False(CallError.Of(new StoreUnavailableException(UnavailableReason.OutOfMemory, "full", isRetrySafe: true, mayHaveTakenEffect: false)).MayHaveTakenEffect);
        Assert.False(CallError.Of(new RecordNotFoundException(RecordKinds.Room, "room")).MayHaveTakenEffect);
        Assert.True(CallError.Of(new InvalidOperationException()).MayHaveTakenEffect);
    }
}
