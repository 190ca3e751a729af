using System.Text;
using Conversations.Cli.Demo;

namespace Conversations.Cli.Tests.Transcripts;

public sealed class TranscriptWriterTests
{
    [Fact]
    public async Task What_was_written_reads_back_equal_and_writes_the_same_bytes_again()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var bundled = BundledTranscript.Open();
        var records = await TranscriptReader.ReadAsync(bundled, ct).ToListAsync(ct);
        var first = await WriteAsync(records);
        var again = await TranscriptReader.ReadAsync(new MemoryStream(first), ct).ToListAsync(ct);
        Assert.Equal(records, again);
        Assert.Equal(first, await WriteAsync(again));
    }

    [Fact]
    public async Task Text_is_written_as_it_is_and_lines_end_with_a_line_feed()
    {
        var observation = new Observation { Id = "o", RoomId = "r", ChannelId = "c", Content = "¿Qué? <b>&'+ 👩‍🚀 line\u2028end\n", CreatedAt = DateTimeOffset.UnixEpoch };
        var text = Encoding.UTF8.GetString(await WriteAsync([new(observation), new(observation)]));
        Assert.StartsWith("""{"observation":{"id":"o",""", text, StringComparison.Ordinal);
        Assert.Contains("¿Qué? <b>&'+ ", text, StringComparison.Ordinal);
        Assert.Contains("\\n", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Count(character => character == '\n'));
        Assert.EndsWith("}}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void A_record_that_has_no_lines_of_its_own_is_refused() =>
        Assert.Throws<ArgumentException>(() => new TranscriptRecord(new TextContent { Body = "b" }));

    private static async Task<byte[]> WriteAsync(List<TranscriptRecord> records)
    {
        using var stream = new MemoryStream();
        using var writer = new TranscriptWriter(stream);
        foreach (var record in records) await writer.WriteAsync(record, TestContext.Current.CancellationToken);
        Assert.Equal(records.Count, writer.LineCount);
        return stream.ToArray();
    }
}
