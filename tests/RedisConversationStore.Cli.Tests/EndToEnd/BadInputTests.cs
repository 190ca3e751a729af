namespace Conversations.Cli.Tests.EndToEnd;

/// <summary>Whatever is wrong: one clear line on standard error, a code that says which kind, nothing on standard output, no stack.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData(2, "'foo'", "foo")]
    [InlineData(2, "Required command")]
    [InlineData(2, "'--foo'", "rooms", "--foo")]
    [InlineData(2, "no store to look into", "rooms")]
    [InlineData(2, "no store to look into", "show", "room")]
    [InlineData(2, "no store to look into", "export", "--all")]
    [InlineData(2, "two stores", "rooms", "--redis", "localhost", "--data", "x")]
    [InlineData(2, "--redis", "rooms", "--redis")]
    [InlineData(2, "--redis", "rooms", "--redis", " ")]
    [InlineData(2, "not valid", "rooms", "--redis", "localhost,nonsense=1")]
    [InlineData(2, "prefix", "rooms", "--redis", "localhost", "--prefix", "{x}")]
    [InlineData(2, "1 to 16", "demo", "--replicas", "0")]
    [InlineData(2, "1 to 16", "demo", "--replicas", "three")]
    [InlineData(2, "0 or more", "demo", "--seed", "99999999999999999999")]
    [InlineData(2, "1 to 1000", "rooms", "--limit", "1001")]
    [InlineData(2, "-1 or more", "show", "r", "--after", "-2")]
    [InlineData(2, "ROOM", "show")]
    [InlineData(2, "which room", "export")]
    [InlineData(2, "which room", "export", "room", "--all")]
    [InlineData(3, "no file '/no/such/file'", "import", "/no/such/file")]
    [InlineData(3, "no file", "demo", "--input", "/no/such/file")]
    [InlineData(2, "1 to 64", "bench", "--processes", "0")]
    [InlineData(2, "--rate", "bench", "--rate", "fast")]
    [InlineData(3, "no scenario 'chatt'", "bench", "--scenario", "chatt")]
    [InlineData(3, "no file 'chatt.json'", "bench", "--scenario", "chatt.json")]
    [InlineData(3, "cannot be written", "bench", "--html", "/no/such/folder/report.html")]
    [InlineData(4, "localhost:1", "bench", "--json", "--redis", "localhost:1,connectTimeout=500,connectRetry=1")]
    [InlineData(3, "no folder", "rooms", "--data", "/no/such/folder")]
    [InlineData(4, "localhost:1", "rooms", "--redis", "localhost:1,connectTimeout=500,connectRetry=1")]
    [InlineData(4, "localhost:1", "demo", "--json", "--redis", "localhost:1,connectTimeout=500,connectRetry=1")]
    public async Task One_line_and_a_code(int exitCode, string says, params string[] arguments) =>
        AssertRefused(await Tool.RunAsync(arguments), exitCode, says);

    [Theory]
    [InlineData("rooms", "redis://user:hunter2@localhost:6379")]
    [InlineData("rooms", "--redis", "localhost:1,password=hunter2,connectTimeout=500,connectRetry=1")]
    [InlineData("rooms", "--redis", "localhost:1,password=hunter2,nonsense=1")]
    [InlineData("demo", "--json", "--redis", "localhost:1,password=hunter2,connectTimeout=500,connectRetry=1")]
    [InlineData("rooms", "localhost:1,password=hunter2")]
    public async Task A_password_is_never_shown(params string[] arguments)
    {
        var result = await Tool.RunAsync(arguments);
        Assert.NotEqual(0, result.ExitCode);
        Assert.DoesNotContain("hunter2", result.Error + result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WRONGPASS invalid username-password pair or user is disabled.", ",password=hunter2")]
    [InlineData("NOAUTH Authentication required.", "")]
    public async Task A_wrong_or_a_missing_password_is_said_to_be_that(string error, string options)
    {
        using var server = new RefusingServer(error);
        AssertRefused(await Tool.RunAsync("rooms", "--redis", server.ConnectionString + options), 4, "password");
    }

    [Fact]
    public async Task An_unknown_room_is_named_without_its_control_characters()
    {
        using var folder = new TemporaryFolder();
        AssertRefused(await Tool.RunAsync("show", "nowhere", "--data", folder.Path), 3, "no room 'nowhere'");
        AssertRefused(await Tool.RunAsync("export", "a\u001b[31m", "--data", folder.Path), 3, "\\u{1B}[31m");
    }

    [Theory]
    [InlineData("import")]
    [InlineData("demo", "--json", "--input")]
    public async Task A_malformed_line_is_named(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("day.jsonl", "{\"room\":{\"id\":\"r\"}}\n{\"room\":{\"name\":\"x\"}}\n");
        var result = await Tool.RunAsync([.. arguments, file]);
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("convstore: day.jsonl, Line 2: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no room")]
    [InlineData("{\"room\":{\"id\":\"r\"}}\n{\"room\":{\"id\":\"r\"}}\n", "Line 2")]
    [InlineData("{\"read_marker\":{\"room_id\":\"r\",\"channel_id\":\"c\",\"index\":0}}\n", "Line 1")]
    [InlineData("{\"room\":{\"id\":\"r\"}}\n{\"read_marker\":{\"room_id\":\"r\",\"channel_id\":\"c\",\"index\":0}}\n", "Line 2")]
    [InlineData("{\"room\":{\"id\":\" \"}}\n", "Line 1")]
    public async Task A_transcript_that_no_store_takes_is_refused_before_anything_starts(string transcript, string says)
    {
        using var folder = new TemporaryFolder();
        AssertRefused(await Tool.RunAsync("demo", "--json", "--input", folder.File("day.jsonl", transcript)), 3, says);
    }

    private static void AssertRefused(ToolResult result, int exitCode, string says)
    {
        Assert.Equal(exitCode, result.ExitCode);
        var line = Assert.Single(result.ErrorLines);
        Assert.StartsWith("convstore: ", line, StringComparison.Ordinal);
        Assert.Contains(says, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
