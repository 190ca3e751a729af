using System.Text;
using Xunit;

namespace Conversations.Tests;

/// <summary>What an export holds and in which order, and what an import refuses; the tests of the command-line tool have the format of lines.</summary>
public sealed class TranscriptTests : IAsyncDisposable
{
    private readonly InMemoryConversationStore store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task An_export_holds_the_identities_of_participants_then_the_room_then_what_is_in_it()
    {
        foreach (var id in new[] { "named", "not named" }) await store.Identities.CreateAsync(new() { Id = id }, Cancel);
        await store.Rooms.CreateAsync(new() { Id = "r" }, Cancel);
        await store.Participants.AddAsync(new() { Id = "p", RoomId = "r", ChannelId = "c", IdentityId = "named" }, Cancel);
        await store.Participants.AddAsync(new() { Id = "q", RoomId = "r", ChannelId = "c", IdentityId = "named" }, Cancel);
        await store.Participants.AddAsync(new() { Id = "x", RoomId = "r", ChannelId = "c", IdentityId = "gone" }, Cancel);
        await store.Bindings.AddAsync(new() { RoomId = "r", ChannelId = "c", ChannelType = ChannelType.Cli }, Cancel);
        await store.Events.AddManyAsync("r", [Samples.Text("r", "e0"), Samples.Text("r", "e1")], cancellationToken: Cancel);
        await store.Tasks.AddAsync(new() { Id = "t", RoomId = "r", Title = "" }, Cancel);
        await store.Observations.AddAsync(new() { Id = "o", RoomId = "r", ChannelId = "c", Content = "" }, Cancel);
        await store.ReadState.MarkAllReadAsync("r", "c", Cancel);

        var exported = await TranscriptExporter.ExportRoomAsync(store, "r", Cancel).ToListAsync(Cancel);

        Assert.Equal(
            [
                TranscriptKind.Identity, TranscriptKind.Room, TranscriptKind.Binding, TranscriptKind.Participant, TranscriptKind.Participant, TranscriptKind.Participant,
                TranscriptKind.Event, TranscriptKind.Event, TranscriptKind.Task, TranscriptKind.Observation, TranscriptKind.ReadMarker,
            ],
            exported.Select(record => record.Kind));
        Assert.Equal("named", ((Identity)exported[0].Value).Id);
        Assert.Equal([0, 1], exported.Select(record => record.Value).OfType<RoomEvent>().Select(roomEvent => roomEvent.Index!.Value));
    }

    [Fact]
    public async Task A_room_that_had_deletions_counts_anew_where_it_is_imported()
    {
        await store.Rooms.CreateAsync(new() { Id = "r" }, Cancel);
        for (var i = 0; i < 4; i++) await store.Events.AddAsync(Samples.Text("r", $"e{i}"), cancellationToken: Cancel);
        await store.Events.DeleteAsync("r", "e0", cancellationToken: Cancel);
        await store.Events.DeleteAsync("r", "e3", cancellationToken: Cancel);
        await using var other = new InMemoryConversationStore();

        await foreach (var record in TranscriptExporter.ExportRoomAsync(store, "r", Cancel)) Assert.True(await TranscriptImporter.WriteAsync(other, record, Cancel));

        var room = (await other.Rooms.GetAsync("r", Cancel))!;
        Assert.Equal((2L, 2L), (room.EventCount, room.LatestIndex));
        Assert.Equal(3, (await other.Events.AddAsync(Samples.Text("r", "next"), cancellationToken: Cancel)).Event.Index);
    }

    [Theory]
    [InlineData("""{"room":{"id":" "}}""", "Id")]
    [InlineData("""{"task":{"id":"t","room_id":"nowhere","title":""}}""", "no room 'nowhere'")]
    [InlineData("""{"observation":{"id":"o","room_id":"first","channel_id":"c","content":"","confidence":2}}""", "Confidence")]
    public async Task A_record_that_the_store_refuses_stops_an_import_as_a_malformed_line_does(string line, string reason)
    {
        using var transcript = new MemoryStream(Encoding.UTF8.GetBytes("{\"room\":{\"id\":\"first\"}}\n" + line + "\n{\"room\":{\"id\":\"last\"}}\n"));

        var report = await TranscriptImporter.ImportAsync(store, transcript, cancellationToken: Cancel);

        var problem = Assert.Single(report.Problems);
        Assert.Equal((2L, false, false), (problem.LineNumber, problem.IsMalformed, report.IsComplete));
        Assert.Contains(reason, problem.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.True(await store.Rooms.ExistsAsync("first", Cancel));
        Assert.False(await store.Rooms.ExistsAsync("last", Cancel));
    }

    [Fact]
    public async Task Members_that_nobody_knows_survive_an_import_and_an_export()
    {
        using var transcript = new MemoryStream("""{"room":{"id":"r","mood":{"b":1,"a":2.0},"timers":{"snooze":null}}}"""u8.ToArray());
        await TranscriptImporter.ImportAsync(store, transcript, cancellationToken: Cancel);

        var exported = (Room)(await TranscriptExporter.ExportRoomAsync(store, "r", Cancel).SingleAsync(Cancel)).Value;

        Assert.Equal(DataObject.Of(("mood", DataObject.Of(("b", 1), ("a", 2.0)))), exported.UnknownMembers);
        Assert.Equal(DataObject.Of(("snooze", DataValue.Null)), exported.Timers.UnknownMembers);
    }
}
