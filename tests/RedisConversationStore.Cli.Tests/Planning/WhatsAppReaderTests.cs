using Conversations.LoadTesting.Planning;

namespace Conversations.Cli.Tests.Planning;

/// <summary>Chats exported from WhatsApp, as phones of several countries write them.</summary>
public sealed class WhatsAppReaderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("31/12/2023, 21:15 - Ada: hi\n01/01/2024, 09:05 - Ben: yo", "2023-12-31T21:15:00", "2024-01-01T09:05:00")] // Android, United Kingdom
    [InlineData("12/31/23, 9:15\u202fPM - Ada: hi\n1/1/24, 12:05\u202fAM - Ben: yo", "2023-12-31T21:15:00", "2024-01-01T00:05:00")] // Android, United States
    [InlineData("31.12.23, 21:15 - Ada: hi\n01.01.24, 09:05 - Ben: yo", "2023-12-31T21:15:00", "2024-01-01T09:05:00")] // Android, Germany
    [InlineData("[31.12.23, 21:15:42] Ada: hi\n[01.01.24, 09:05:00] Ben: yo", "2023-12-31T21:15:42", "2024-01-01T09:05:00")] // iOS, Germany
    [InlineData("[12/31/23, 9:15:42\u202fPM] Ada: hi\n[1/1/24, 12:05:00\u202fPM] Ben: yo", "2023-12-31T21:15:42", "2024-01-01T12:05:00")] // iOS, United States
    [InlineData("31/12/23 9:15 p. m. - Ada: hi\n1/1/24 9:05 a. m. - Ben: yo", "2023-12-31T21:15:00", "2024-01-01T09:05:00")] // Android, Mexico
    [InlineData("2023-12-31, 21:15 - Ada: hi\n2024-01-01, 09:05 - Ben: yo", "2023-12-31T21:15:00", "2024-01-01T09:05:00")] // Android, Sweden
    [InlineData("31-12-2023 21:15 - Ada: hi\n01-01-2024 09:05 - Ben: yo", "2023-12-31T21:15:00", "2024-01-01T09:05:00")] // Android, Netherlands
    [InlineData("[31/12/23, 21.15.42] Ada: hi\n[01/01/24, 09.05.00] Ben: yo", "2023-12-31T21:15:42", "2024-01-01T09:05:00")] // iOS, Denmark
    [InlineData("\u200e[31.12.23, 21:15:42] \u200eAda: hi\r\n\u200f[01.01.24, 09:05:00] Ben: yo\r\n", "2023-12-31T21:15:42", "2024-01-01T09:05:00")] // marks of direction, CRLF
    public async Task Times_in_the_forms_of_phones(string text, string first, string second)
    {
        var (room, people, events) = await ReadAsync(text);
        Assert.Equal("WhatsApp Chat with Ada", room.Id);
        Assert.Equal(["Ada", "Ben"], people.Select(person => person.Id));
        Assert.Equal([Utc(first), Utc(second)], events.Select(item => item.CreatedAt));
        Assert.Equal(["hi", "yo"], events.Select(item => Assert.IsType<TextContent>(item.Content).Body));
        Assert.All(events, item => Assert.Equal(EventType.Message, item.Type));
    }

    [Theory]
    [InlineData("05/06/23, 10:00 - Ada: a\n13/06/23, 10:00 - Ada: b", "2023-06-05")] // A 13th is no month.
    [InlineData("05/06/23, 10:00 - Ada: a\n06/13/23, 10:00 - Ada: b", "2023-05-06")]
    [InlineData("11/05/23, 10:00 - Ada: a\n02/06/23, 10:00 - Ada: b\n05/06/23, 10:00 - Ada: c", "2023-05-11")] // Month first would step back in time.
    [InlineData("05/11/23, 10:00 - Ada: a\n06/02/23, 10:00 - Ada: b", "2023-05-11")]
    [InlineData("05/06/23, 10:00 AM - Ada: a", "2023-05-06")] // Nothing but the clock to go by.
    [InlineData("05.06.23, 10:00 - Ada: a", "2023-06-05")]
    public async Task Which_number_is_the_day_follows_from_the_whole_chat(string text, string date) =>
        Assert.Equal(Utc(date + "T10:00:00"), (await ReadAsync(text)).Events[0].CreatedAt);

    [Fact]
    public async Task A_message_goes_on_over_lines_until_the_next_begins()
    {
        var (_, _, events) = await ReadAsync("""
            31/12/23, 21:15 - Ada: first
            second: with a colon
            
            3/4 of a cake, 5:00 at the latest
            31/12/23, 21:16 - Ben: next
            """);
        Assert.Equal("first\nsecond: with a colon\n\n3/4 of a cake, 5:00 at the latest", Assert.IsType<TextContent>(events[0].Content).Body);
        Assert.Equal(2, events.Count);
    }

    [Fact]
    public async Task What_the_app_says_is_nobodys_message()
    {
        var (_, people, events) = await ReadAsync("""
            31/12/23, 21:10 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
            31/12/23, 21:11 - Ada created group "Cake: the plan"
            31/12/23, 21:12 - Ada added +43 660 1234567
            31/12/23, 21:13 - +43 660 1234567: who is this?
            31/12/23, 21:14 - ~ Ben: me
            """);
        Assert.Equal(["+43 660 1234567", "Ben"], people.Select(person => person.Id));
        Assert.Equal([EventType.System, EventType.System, EventType.System, EventType.Message, EventType.Message], events.Select(item => item.Type));
        Assert.Equal("Ada created group \"Cake: the plan\"", Assert.IsType<SystemContent>(events[1].Content).Body);
        Assert.Null(events[1].Source.ParticipantId);
    }

    [Fact]
    public async Task The_first_line_of_a_group_on_iOS_is_the_apps_although_it_names_the_group()
    {
        var (_, _, events) = await ReadAsync("[31.12.23, 21:15:42] Cake: \u200eMessages and calls are end-to-end encrypted.\n[31.12.23, 21:16:00] Ada: they are end-to-end encrypted");
        Assert.Equal([EventType.System, EventType.Message], events.Select(item => item.Type));
    }

    [Theory]
    [InlineData("<Media omitted>", null, null, "application/octet-stream")]
    [InlineData("<Medien ausgeschlossen>", null, null, "application/octet-stream")]
    [InlineData("\u200eimage omitted", null, null, "application/octet-stream")]
    [InlineData("\u200eGIF omitted", null, null, "application/octet-stream")]
    [InlineData("IMG-20231231-WA0001.jpg (file attached)", "IMG-20231231-WA0001.jpg", null, "image/jpeg")]
    [InlineData("\u200eIMG-20231231-WA0001.jpg (Datei angehängt)\nlook at this", "IMG-20231231-WA0001.jpg", "look at this", "image/jpeg")]
    [InlineData("\u200e<attached: 00000012-AUDIO-2023-12-31-21-15-42.opus>", "00000012-AUDIO-2023-12-31-21-15-42.opus", null, "audio/ogg")]
    [InlineData("My plan.pdf (file attached)", "My plan.pdf", null, "application/pdf")]
    public async Task Media_whose_file_is_elsewhere(string text, string? filename, string? caption, string mimeType)
    {
        var media = Assert.IsType<MediaContent>((await ReadAsync($"31/12/23, 21:15 - Ada: {text}")).Events[0].Content);
        Assert.Equal((caption, mimeType), (media.Caption, media.MimeType));
        if (filename is not null) Assert.Equal(filename, media.Filename);
    }

    [Theory]
    [InlineData("I like <b>cake</b>")]
    [InlineData("a < b and b > c")]
    [InlineData("see report.pdf (page 3) and tell me")]
    [InlineData("the image omitted the cat")]
    [InlineData("")]
    [InlineData("שלום \u200fעולם 🎂")]
    public async Task Text_that_only_looks_like_it_stays_text(string text) =>
        Assert.Equal(text, Assert.IsType<TextContent>((await ReadAsync($"31/12/23, 21:15 - Ada: {text}")).Events[0].Content).Body);

    [Theory]
    [InlineData("hello", 1, "begins with the date and time")]
    [InlineData("\n\nhello\n31/12/23, 21:15 - Ada: hi", 3, "begins with the date and time")]
    [InlineData("31/12/23, 21:15 - Ada: hi\n31/12/23, 25:15 - Ada: hi", 2, "'25:15' is no time")]
    [InlineData("12/31/23, 9:15 PM - Ada: hi\n12/31/23, 13:15 PM - Ada: hi", 2, "'13:15 PM' is no time")]
    [InlineData("31/12/23, 21:15 - Ada: hi\nmore\n12/31/23, 21:16 - Ada: hi", 3, "'12/31/23' is no date in the order of the other lines, day, month, year")]
    [InlineData("31/11/23, 21:15 - Ada: hi", 1, "'31/11/23' is no date")]
    public async Task A_line_that_is_wrong_is_named(string text, long line, string says)
    {
        var malformed = await Assert.ThrowsAsync<ChatExportException>(() => ReadAsync(text));
        Assert.Equal(line, malformed.LineNumber);
        Assert.StartsWith($"WhatsApp Chat with Ada.txt, line {line}: ", malformed.Message, StringComparison.Ordinal);
        Assert.Contains(says, malformed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n")]
    public async Task A_file_without_a_message_is_refused(string text) =>
        Assert.Contains("no message", (await Assert.ThrowsAsync<ChatExportException>(() => ReadAsync(text))).Message, StringComparison.Ordinal);

    private static async Task<(Room Room, IReadOnlyList<Participant> People, IReadOnlyList<RoomEvent> Events)> ReadAsync(string text)
    {
        var records = await WhatsAppReader.ReadAsync(new StringReader(text.ReplaceLineEndings(text.Contains('\r', StringComparison.Ordinal) ? "\r\n" : "\n")), "WhatsApp Chat with Ada.txt", Token);
        Assert.Equal(ChannelType.WhatsApp, Assert.Single(records.OfType<ChannelBinding>()).ChannelType);
        return (Assert.Single(records.OfType<Room>()), [.. records.OfType<Participant>()], [.. records.OfType<RoomEvent>()]);
    }

    private static DateTimeOffset Utc(string time) => DateTimeOffset.Parse(time + "Z", System.Globalization.CultureInfo.InvariantCulture);
}
