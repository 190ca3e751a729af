using System.IO.Compression;
using Conversations.Cli.Tests.EndToEnd;
using Conversations.LoadTesting.Planning;

namespace Conversations.Cli.Tests.Planning;

/// <summary>Which export a file is, and what traffic it shows.</summary>
public sealed class ChatExportTests : IDisposable
{
    private const string Chat = "31/12/23, 21:15 - Ada: hi\n31/12/23, 21:16 - Ben: yo\n";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_text_is_from_WhatsApp_also_within_a_zip()
    {
        Assert.Equal(2, (await ChatExport.ReadAsync(folder.File("chat.txt", Chat), Token)).OfType<RoomEvent>().Count());
        using (var zip = ZipFile.Open(folder.File("chat.zip"), ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(folder.File("chat.txt"), "_chat.txt");
            zip.CreateEntryFromFile(folder.File("chat.txt"), "00000012-PHOTO.jpg");
        }

        Assert.Equal("_chat", Assert.Single((await ChatExport.ReadAsync(folder.File("chat.zip"), Token)).OfType<Room>()).Id);
    }

    [Fact]
    public async Task A_transcript_of_this_project_is_taken_as_it_is_and_a_malformed_line_is_named()
    {
        using (var transcript = Records.Transcript(Records.Room(), Records.Event("e1")))
        {
            await using var file = File.Create(folder.File("day.jsonl"));
            await transcript.CopyToAsync(file, Token);
        }

        Assert.Equal(2, (await ChatExport.ReadAsync(folder.File("day.jsonl"), Token)).Count);
        var malformed = await Assert.ThrowsAsync<ChatExportException>(() => ChatExport.ReadAsync(folder.File("bad.jsonl", "{\"room\":{\"id\":\"r\"}}\n{\"root\":1}\n"), Token));
        Assert.StartsWith("bad.jsonl, line 2: 'root' is not a kind of record", malformed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.txt", null, "no such file")]
    [InlineData("picture.png", "x", "no chat export")]
    [InlineData("broken.zip", "this is no zip", "cannot be read")]
    public async Task Anything_else_is_refused(string name, string? content, string says)
    {
        if (content is not null) folder.File(name, content);
        var refused = await Assert.ThrowsAsync<ChatExportException>(() => ChatExport.ReadAsync(folder.File(name), Token));
        Assert.StartsWith(name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_nothing_of_it_is_refused() =>
        Assert.Contains("no chat export", (await Assert.ThrowsAsync<ChatExportException>(() => ChatExport.ReadAsync(folder.Path, Token))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_shape_of_traffic_is_counted()
    {
        // Two rooms over two days: 46 events, 24 of them within one hour.
        IEnumerable<RoomEvent> events = Enumerable.Range(0, 46).Select(number => Records.Event($"e{number}", roomId: number % 2 == 0 ? "r" : "s") with
        {
            CreatedAt = number < 24 ? Records.Start.AddMinutes(number) : Records.Start.AddHours((number - 23) * 48.0 / 22),
        });
        var shape = TranscriptShape.Of([Records.Room(), Records.Room("s"), Records.Binding(), Records.Binding(roomId: "s"), Records.Binding("d", "s"), .. events]);
        Assert.Equal((2, 2.0, 1.5, 46 / 4.0), (shape.Rooms, shape.Days, shape.BindingsPerRoom, shape.EventsPerRoomPerDay));
        Assert.Equal(24 / (46 / 48.0), shape.PeakFactor, 1e-9);
        Assert.Equal((2, 2), (shape.ToProfile().Rooms, shape.ToProfile().Bindings));
    }

    [Fact]
    public void A_transcript_without_events_has_no_shape() =>
        Assert.Throws<ProfileException>(() => TranscriptShape.Of([Records.Room()]));

    [Fact]
    public void Events_keep_the_shape_of_the_transcript_and_get_ids_of_their_own()
    {
        RoomEvent[] day = [Records.Event("root", "hello"), Records.Event("reply", "yes", parent: "root"), Records.Event("again", "no", parent: "root")];
        var templates = EventTemplates.Of(new(), day);
        var made = Enumerable.Range(0, 7).Select(number => templates.Event("r1", 3, number)).ToList();
        Assert.Equal(["hello", "yes", "no", "hello", "yes", "no", "hello"], made.Select(item => ((TextContent)item.Content).Body));
        Assert.Equal(7, made.Select(item => item.Id).Distinct().Count());
        Assert.Equal(7, made.Select(item => item.IdempotencyKey).Distinct().Count());
        Assert.Equal([null, made[0].Id, made[0].Id, null, made[3].Id, made[3].Id, null], made.Select(item => item.ParentEventId));
        Assert.All(made, item => Assert.Equal("r1", item.RoomId));
    }
}
