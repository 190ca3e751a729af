using Conversations.Cli.Output;

namespace Conversations.Cli.Tests.Output;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("\u001b[2J\u0007", "\\u{1B}[2J\\u{7}")]
    [InlineData("\u009b31m", "\\u{9B}31m")]
    [InlineData("a\u202Eb\u2066c", "a\\u{202E}b\\u{2066}c")]
    [InlineData("a\u007fb", "a\\u{7F}b")]
    [InlineData("a\r\tb", "a  b")]
    [InlineData("[red]x[/]", "[red]x[/]")]
    [InlineData("👩‍🚀 नमस्ते שלום", "👩‍🚀 नमस्ते שלום")]
    public void What_a_terminal_would_act_on_is_shown_instead(string text, string shown) => Assert.Equal(shown, TerminalText.Escape(text, keepLineFeeds: true));

    [Fact]
    public void Lone_surrogates_do_no_harm() => Assert.Equal("a\uFFFDb", TerminalText.Escape("a\ud800b", keepLineFeeds: true));

    [Theory]
    [InlineData(true, "a\nb")]
    [InlineData(false, "a b")]
    public void Line_feeds_stay_where_they_may(bool keep, string shown) => Assert.Equal(shown, TerminalText.Escape("a\nb", keep));

    [Fact]
    public void A_long_text_is_cut_between_characters_as_people_see_them() => Assert.Equal("👩‍🚀e\u0301…", TerminalText.Shorten("👩‍🚀e\u0301xyz", 2));

    [Theory]
    [InlineData("localhost:6379,password=hunter2,ssl=true", "localhost:6379,password=***,ssl=true")]
    [InlineData("Password = hunter2", "Password = ***")]
    [InlineData("redis://user:hunter2@host:6379", "redis://***@host:6379")]
    public void Passwords_are_not_shown(string message, string shown) => Assert.Equal(shown, StandardError.Line(message));

    [Fact]
    public void A_message_is_one_line() => Assert.DoesNotContain('\n', StandardError.Line("one\ntwo\r\nthree"));
}
