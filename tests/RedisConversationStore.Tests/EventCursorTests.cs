using System.Buffers.Text;
using System.Text;
using Xunit;
using Ids = Conversations.Conformance.Samples;

namespace Conversations.Tests;

/// <summary>Cursors as text, which applications keep and hand out.</summary>
public sealed class EventCursorTests
{
    private const string Epoch = "Ab3-_z";

    // Frozen: cursors that were kept must stay readable.
    [Theory]
    [InlineData("start", null, -1, null)]
    [InlineData("start.Ab3-_z", Epoch, -1, null)]
    [InlineData("0.Ab3-_z.YQ", Epoch, 0, "a")]
    [InlineData("4503599627370497.Ab3-_z.8J-RjQ", Epoch, 4503599627370497, "👍")]
    public void Text_says_where_the_cursor_is(string text, string? epoch, long index, string? eventId)
    {
        var cursor = EventCursor.Parse(text);

        Assert.Equal((epoch, index, eventId), (cursor.Epoch, cursor.Index, cursor.EventId));
        Assert.Equal(text, cursor.ToString());
    }

    [Fact]
    public void Text_is_read_as_the_cursor_it_was_made_of()
    {
        EventCursor[] cursors =
        [
            EventCursor.Start, EventCursor.StartOf("start"), EventCursor.StartOf(new('x', 64)),
            .. Ids.HostileIds.Select((id, i) => EventCursor.After(Epoch, i, id)),
            EventCursor.After(new('x', 64), 1L << 53, new('y', 512)),
        ];

        Assert.All(cursors, cursor => Assert.Equal(cursor, EventCursor.Parse(cursor.ToString())));
        Assert.All(cursors, cursor => Assert.Matches("^[A-Za-z0-9._-]+$", cursor.ToString()));
        Assert.All(cursors, cursor => Assert.InRange(cursor.ToString().Length, 1, EventCursor.MaxTextLength));
    }

    public static TheoryData<string> NoCursors =>
    [
        "", " ", ".", "..", "...", "Start", "START", "start ", " start", "start.", "start..", "start.e.YQ", "start.e f", "start.é", "start.e\n", "0", "0.e", "0.e.", "0..YQ", ".e.YQ",
        "-1.e.YQ", "+1.e.YQ", "01.e.YQ", " 1.e.YQ", "1 .e.YQ", "1e3.e.YQ", "0x1.e.YQ", "１.e.YQ", "1,000.e.YQ", "9007199254740993.e.YQ", "9223372036854775808.e.YQ", new string('9', 400) + ".e.YQ",
        "0.e.YQ==", "0.e.YQ=", "0.e.YR", "0.e.Y", "0.e.Y Q", "0.e. YQ", "0.e.YQ\n", "0.e.YQ.", "0.e.YQ.YQ", "0.e.8J+RjQ", "0.e./w", "0.e._w", "0.e.ww", "0.e.é",
        "0." + new string('x', 65) + ".YQ", "start." + new string('x', 65), new string('x', EventCursor.MaxTextLength + 1), new string('.', 1_000_000), "0.e." + new string('A', 1_000_000),
        "0.{e}.YQ", "0.e:f.YQ", "0.e*.YQ", "0.e\0.YQ", "null", "nil", "{\"index\":0}", "0.e.%59%51", "\uD83D", "0.\uD83D.YQ",
    ];

    [Theory]
    [MemberData(nameof(NoCursors), DisableDiscoveryEnumeration = true)]
    public void Other_text_is_refused(string text)
    {
        Assert.False(EventCursor.TryParse(text, out var cursor));
        Assert.Null(cursor);
        Assert.Throws<FormatException>(() => EventCursor.Parse(text));
    }

    [Fact]
    public void Text_with_an_id_that_is_none_is_refused()
    {
        string[] ids = [" ", "\t", "\u00A0\u3000", "a\0", "a\nb", "a\u0085", new('x', 513), new('é', 257)];

        Assert.All(ids, id => Assert.False(EventCursor.TryParse($"0.e.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(id))}", out _)));
    }

    [Fact]
    public void Damaged_text_is_refused_or_another_cursors()
    {
        var text = EventCursor.After(Epoch, 42, "event-👍").ToString();
        for (var at = 0; at < text.Length; at++)
        {
            foreach (var character in "\0 .-_=+/%Az09é\uD83D")
            {
                string[] damaged = [text[..at] + character + text[(at + 1)..], text.Insert(at, $"{character}"), text[..at]];
                Assert.All(damaged, other => Assert.True(!EventCursor.TryParse(other, out var cursor) || cursor.ToString() == other));
            }
        }
    }

    [Fact]
    public void Null_is_no_cursor()
    {
        Assert.False(EventCursor.TryParse(null, out _));
        Assert.Throws<ArgumentNullException>(() => EventCursor.Parse(null!));
    }

    [Fact]
    public void What_is_no_place_in_a_timeline_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>(() => EventCursor.StartOf(null!));
        Assert.Throws<ArgumentException>(() => EventCursor.StartOf(""));
        Assert.Throws<ArgumentException>(() => EventCursor.StartOf("a.b"));
        Assert.Throws<ArgumentException>(() => EventCursor.StartOf(new('x', 65)));
        Assert.Throws<ArgumentException>(() => EventCursor.After("é", 0, "a"));
        Assert.Throws<ArgumentOutOfRangeException>(() => EventCursor.After(Epoch, -1, "a"));
        Assert.Throws<ArgumentOutOfRangeException>(() => EventCursor.After(Epoch, (1L << 53) + 1, "a"));
        Assert.All(Ids.BadIds, id => Assert.Throws<ArgumentException>(() => EventCursor.After(Epoch, 0, id)));
    }
}
