using System.Text;
using Conversations.Cli.Demo;

namespace Conversations.Cli.Tests.Transcripts;

public sealed class TranscriptReaderTests
{
    private const string Marker = """{"read_marker":{"room_id":"r","channel_id":"c","index":1}}""";

    [Theory]
    [InlineData("[]", "not a JSON object")]
    [InlineData("7", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("{}", "no member")]
    [InlineData("{\"room\":{\"id\":\"a\"}", "not valid JSON")]
    [InlineData("{\"room\":{\"id\":\"a\"}} x", "not valid JSON")]
    [InlineData("{\"room\":{\"id\":\"a\"}} {}", "not valid JSON")]
    [InlineData("{\"room\":{\"id\":\"a\"},\"room\":{\"id\":\"a\"}}", "several members")]
    [InlineData("{\"room\":{\"id\":\"a\"},\"event\":{}}", "several members")]
    [InlineData("{\"rooms\":{\"id\":\"a\"}}", "'rooms' is not a kind of record")]
    [InlineData("{\"Room\":{\"id\":\"a\"}}", "'Room' is not a kind of record")]
    [InlineData("{\"\\ud800\":{}}", "not valid Unicode")]
    [InlineData("{\"room\":null}", "null")]
    [InlineData("{\"room\":[]}", "object")]
    [InlineData("{\"room\":{}}", "id")]
    [InlineData("{\"room\":{\"id\":7}}", "string")]
    [InlineData("{\"room\":{\"id\":\"a\",\"created_at\":\"yesterday\"}}", "created_at")]
    [InlineData("{\"event\":{\"id\":\"e\",\"room_id\":\"r\",\"content\":{\"type\":\"text\",\"body\":\"b\"}}}", "source")]
    [InlineData("{\"read_marker\":{\"room_id\":\"r\",\"channel_id\":\"c\",\"index\":1.5}}", "index")]
    [InlineData("{\"room\":{\"id\":\"a\",\"metadata\":{\"\\ud800\":1}}}", "not valid Unicode")]
    [InlineData("{\"room\":{\"id\":\"\\udc00\"}}", "not valid Unicode")]
    [InlineData("{'room':{}}", "not valid JSON")]
    [InlineData("// comment", "not valid JSON")]
    public async Task A_malformed_line_is_named_by_its_number_and_what_is_wrong(string line, string reason)
    {
        var error = await Assert.ThrowsAsync<TranscriptFormatException>(() => ReadAllAsync($"{Marker}\n\n{line}\n{Marker}\n"));
        Assert.Equal(3, error.LineNumber);
        Assert.Contains(reason, error.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("Line 3: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePosition", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task A_number_that_would_change_is_malformed_and_named()
    {
        var line = """{"event":{"id":"e","room_id":"r","content":{"type":"text","body":"b"},"source":{"channel_id":"c","channel_type":"sms","raw_payload":{"order":{"id":18446744073709551615}}}}}""";

        var error = await Assert.ThrowsAsync<TranscriptFormatException>(() => ReadAllAsync(line + "\n"));

        Assert.Contains("'raw_payload.order.id' is a number", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_behind_a_malformed_one_can_be_read()
    {
        var lines = await LinesAsync(Utf8($"{Marker}\n{{\n{Marker}"));
        Assert.Equal([true, false, true], lines.Select(line => line.Record is not null));
        Assert.Equal([1L, 2L, 3L], lines.Select(line => line.Number));
        Assert.Equal(2, lines[1].Error!.LineNumber);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_malformed()
    {
        var lines = await LinesAsync(new MemoryStream([.. """{"room":{"id":"""u8, (byte)'"', 0xC3, 0x28, .. "\"}}\n"u8]));
        Assert.Contains("UTF-8", Assert.Single(lines).Error!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\uFEFF")]
    [InlineData(" \t \r\n\r\n")]
    public async Task A_transcript_without_records_is_empty(string text) => Assert.Empty(await ReadAllAsync(text));

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("")]
    public async Task Byte_order_mark_and_Windows_line_ends_are_tolerated(string start)
    {
        var records = await ReadAllAsync($"{start}{Marker}\r\n{Marker}\r\n");
        Assert.Equal(2, records.Count);
        Assert.All(records, record => Assert.Equal(new ReadMarker { RoomId = "r", ChannelId = "c", Index = 1 }, record.Value));
    }

    [Fact]
    public async Task The_last_line_needs_no_line_feed() => Assert.Single(await ReadAllAsync(Marker));

    [Theory]
    [InlineData(TranscriptReader.MaxLineBytes, true)]
    [InlineData(TranscriptReader.MaxLineBytes + 1, false)]
    public async Task A_line_of_the_longest_length_is_read_and_a_longer_one_passed_over(int length, bool isGood)
    {
        const string start = "{\"room\":{\"id\":\"a\",\"metadata\":{\"m\":\"";
        const string end = "\"}}}";
        var line = start + new string('x', length - start.Length - end.Length) + end;
        var lines = await LinesAsync(new OneByteAtTheEnds(Encoding.UTF8.GetBytes($"{Marker}\n{line}\n{Marker}")));
        Assert.Equal([true, isGood, true], lines.Select(read => read.Record is not null));
        if (!isGood) Assert.Contains("8 MiB", lines[1].Error!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deep_data_is_read()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 60)) + string.Concat(Enumerable.Repeat("]", 60));
        var record = Assert.Single(await ReadAllAsync("{\"room\":{\"id\":\"a\",\"metadata\":{\"deep\":" + deep + "}}}"));
        Assert.Equal(TranscriptKind.Room, record.Kind);
    }

    [Fact]
    public async Task The_bundled_transcript_is_a_whole_day_of_a_desk()
    {
        await using var stream = BundledTranscript.Open();
        var records = await TranscriptReader.ReadAsync(stream, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        var events = records.Select(record => record.Value).OfType<RoomEvent>().ToList();
        Assert.True(records.Count(record => record.Kind == TranscriptKind.Room) >= 12);
        Assert.True(events.Count >= 300);
        Assert.All(events, roomEvent => Assert.Null(roomEvent.Index));
        Assert.All(records, record => Assert.Empty(record.Value.UnknownMembers));
        Assert.All(events, roomEvent => Assert.IsNotType<UnknownContent>(roomEvent.Content));
        Assert.Equal(Enum.GetValues<TranscriptKind>().ToHashSet(), records.Select(record => record.Kind).ToHashSet());
    }

    private static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<List<TranscriptRecord>> ReadAllAsync(string text) =>
        await TranscriptReader.ReadAsync(Utf8(text), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    private static async Task<List<TranscriptLine>> LinesAsync(Stream stream) =>
        await TranscriptReader.ReadLinesAsync(stream, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>Hands out odd pieces, so that lines begin and end anywhere in the reader's buffer.</summary>
    private sealed class OneByteAtTheEnds(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(Position < 128 || Length - Position < 128 ? buffer[..1] : buffer[..Math.Min(buffer.Length, 100_003)], cancellationToken);
    }
}
