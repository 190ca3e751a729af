using System.IO.Compression;
using Conversations.Cli.Tests.EndToEnd;
using Conversations.LoadTesting.Planning;

namespace Conversations.Cli.Tests.Planning;

/// <summary>Exports of Slack workspaces.</summary>
public sealed class SlackReaderTests : IDisposable
{
    private readonly SlackFolder slack = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => slack.Dispose();

    [Fact]
    public async Task Channels_people_and_messages_become_records()
    {
        var records = await ChatExport.ReadAsync(slack.Path, Token);
        Assert.Equal(["C1", "C2", "D1"], records.OfType<Room>().Select(room => room.Id));
        Assert.Equal(3, records.OfType<ChannelBinding>().Count());
        Assert.Equal(["Ada", "Ben King", "cy"], records.OfType<Participant>().Where(person => person.RoomId == "C1").Select(person => person.DisplayName).OfType<string>());
        Assert.Contains(records.OfType<Participant>(), person => person is { RoomId: "C1", Id: "B9", DisplayName: null });

        var first = Of(records, "C1-1673769600.000100");
        Assert.Equal((EventType.Message, "U1", "Good morning"), (first.Type, first.Source.ParticipantId, Assert.IsType<TextContent>(first.Content).Body));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1673769600).AddMicroseconds(100), first.CreatedAt);
        Assert.Null(first.ParentEventId);
    }

    [Fact]
    public async Task A_thread_is_a_root_and_its_replies_also_over_days()
    {
        var records = await ChatExport.ReadAsync(slack.Path, Token);
        Assert.Null(Of(records, "C1-1673769700.000200").ParentEventId);
        Assert.Equal("C1-1673769700.000200", Of(records, "C1-1673769800.000300").ParentEventId);
        Assert.Equal("C1-1673769700.000200", Of(records, "C1-1673856000.000100").ParentEventId);
    }

    [Fact]
    public async Task Bots_edits_files_joins_and_reactions()
    {
        var records = await ChatExport.ReadAsync(slack.Path, Token);
        Assert.Equal("B9", Of(records, "C1-1673769900.000400").Source.ParticipantId);
        Assert.Equal("1673770001.000000", Of(records, "C1-1673770000.000500").Metadata["edited"].AsString());

        var shared = Assert.IsType<CompositeContent>(Of(records, "C1-1673770100.000600").Content);
        Assert.Equal("see this", Assert.IsType<TextContent>(shared.Parts[0]).Body);
        var file = Assert.IsType<MediaContent>(shared.Parts[1]);
        Assert.Equal(("plan.pdf", "application/pdf", 1234L, "https://files.slack.com/plan.pdf"), (file.Filename, file.MimeType, file.SizeBytes, file.Url));
        var alone = Assert.IsType<MediaContent>(Of(records, "C1-1673770200.000700").Content);
        Assert.Equal("application/octet-stream", alone.MimeType);

        var joined = Of(records, "C1-1673769500.000000");
        Assert.Equal((EventType.ParticipantJoined, "channel_join"), (joined.Type, Assert.IsType<SystemContent>(joined.Content).Code));
        Assert.Equal(["U2", "U3"], records.OfType<RoomEvent>().Where(item => item.Type == EventType.Reaction && item.CorrelationId == "C1-1673769600.000100").Select(item => item.Source.ParticipantId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("our export/")]
    public async Task A_zip_is_as_good_as_its_folder(string inside)
    {
        var records = await ChatExport.ReadAsync(slack.Zip(inside), Token);
        Assert.Equal((await ChatExport.ReadAsync(slack.Path, Token)).Count, records.Count);
    }

    [Fact]
    public async Task What_it_makes_a_store_takes()
    {
        await using var store = new InMemoryConversationStore();
        foreach (var record in await ChatExport.ReadAsync(slack.Path, Token)) await TranscriptImporter.WriteAsync(store, new(record), Token);
        Assert.Equal(11, await store.Events.CountAsync("C1", Token));
    }

    [Theory]
    [InlineData("general/2023-01-17.json", "[\n{\"type\":\"message\",\"text\":\"x\",\"ts\":\"1673942400.1\"},\n{\"type\":\"message\",\"text\":\"y\"}\n]", 3, "no time")]
    [InlineData("general/2023-01-17.json", "[\n{\"text\":\"x\",\"ts\":\"yesterday\"}]", 2, "'yesterday' is no time")]
    [InlineData("general/2023-01-17.json", "[\n{\"text\":\"x\",\n\"ts\":5.0}]", 2, "'ts' has a value of another type")]
    [InlineData("general/2023-01-17.json", "[\n{\"text\":\"x\"\n \"ts\":\"1\"}]", 3, "not valid JSON")]
    [InlineData("general/2023-01-17.json", "{\"ok\":false}", 1, "no JSON array")]
    [InlineData("general/2023-01-17.json", "[null]", 1, "null instead of an object")]
    [InlineData("general/2023-01-17.json", "", 1, "not valid JSON")]
    [InlineData("channels.json", "[\n{\"name\":\"general\"}]", 2, "a channel has no id")]
    [InlineData("channels.json", "[\n{\"id\":\"C1\",\"created\":1673000000000000}]", 2, "1673000000000000 is no time")]
    public async Task A_malformed_file_is_named_with_its_line(string name, string json, long line, string says)
    {
        slack.Write(name, json);
        var malformed = await Assert.ThrowsAsync<ChatExportException>(() => ChatExport.ReadAsync(slack.Path, Token));
        Assert.StartsWith($"{name}, line {line}: ", malformed.Message, StringComparison.Ordinal);
        Assert.Contains(says, malformed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_with_a_file_twice_is_refused()
    {
        var path = slack.Zip(inside: "");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update)) zip.CreateEntry("users.json");
        Assert.StartsWith("users.json: ", (await Assert.ThrowsAsync<ChatExportException>(() => ChatExport.ReadAsync(path, Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_without_channels_is_refused()
    {
        slack.Write("channels.json", "[]");
        slack.Write("dms.json", "[]");
        Assert.Contains("names no channel", (await Assert.ThrowsAsync<ChatExportException>(() => ChatExport.ReadAsync(slack.Path, Token))).Message, StringComparison.Ordinal);
    }

    private static RoomEvent Of(IReadOnlyList<ConversationRecord> records, string id) => Assert.Single(records.OfType<RoomEvent>(), item => item.Id == id);
}
