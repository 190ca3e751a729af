using System.Text.Json;

namespace Conversations.Cli.Tests.EndToEnd;

/// <summary>Import, look, export, on the folder of a dev server.</summary>
public sealed class CarryTests
{
    [Fact]
    public async Task What_is_imported_can_be_listed_shown_and_exported()
    {
        using var folder = new TemporaryFolder();
        var data = folder.File("data");
        var transcript = Text(Records.Room(), Records.Binding(), Records.Event("e1", "[bold]hi[/]\u001b[2J\u202E"), Records.Event("e2", "again", parent: "e1"));

        var import = await Tool.RunAsync(["import", "-", "--data", data, "--json"], transcript);
        Assert.Equal((0, ""), (import.ExitCode, import.Error));
        Assert.Equal(2, Json(import).GetProperty("written").GetProperty("event").GetInt64());
        Assert.True(Json(import).GetProperty("complete").GetBoolean());

        var rooms = await Tool.RunAsync("rooms", "--data", data, "--json");
        Assert.Equal("r", Json(rooms).GetProperty("room").GetProperty("id").GetString());

        var show = await Tool.RunAsync("show", "r", "--data", data);
        Assert.Contains("[bold]hi[/]\\u{1B}[2J\\u{202E}", show.Output, StringComparison.Ordinal);
        Assert.Contains("↳ again", show.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', show.Output);

        var after = await Tool.RunAsync("show", "r", "--data", data, "--after", "0", "--json");
        Assert.Single(after.OutputLines, line => line.StartsWith("{\"event\"", StringComparison.Ordinal));

        var file = folder.File("out.jsonl");
        Assert.Equal(0, (await Tool.RunAsync("export", "r", "--data", data, "--output", file)).ExitCode);
        var all = await Tool.RunAsync("export", "--all", "--data", data);
        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), all.Output);
        Assert.Equal(4, all.OutputLines.Length);
    }

    [Fact]
    public async Task An_import_goes_on_behind_an_error_when_asked()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("day.jsonl", "nonsense\n" + Text(Records.Room(), Records.Event("e")));
        var stopped = await Tool.RunAsync("import", file, "--json");
        Assert.Equal(3, stopped.ExitCode);
        Assert.False(Json(stopped).GetProperty("complete").GetBoolean());
        Assert.Equal(0, Json(stopped).GetProperty("written").GetProperty("room").GetInt64());

        var goneOn = await Tool.RunAsync("import", file, "--json", "--continue-on-error");
        Assert.Equal(3, goneOn.ExitCode);
        Assert.True(Json(goneOn).GetProperty("complete").GetBoolean());
        Assert.Equal(1, Json(goneOn).GetProperty("written").GetProperty("event").GetInt64());
        Assert.Equal(1, Json(goneOn).GetProperty("problems")[0].GetProperty("line_number").GetInt64());
    }

    [Fact]
    public async Task An_export_to_a_place_that_is_not_there_says_so()
    {
        using var folder = new TemporaryFolder();
        var result = await Tool.RunAsync("export", "--all", "--data", folder.Path, "--output", folder.File("no/such/file.jsonl"));
        Assert.Equal(3, result.ExitCode);
        Assert.Single(result.ErrorLines);
    }

    private static JsonElement Json(ToolResult result) => JsonDocument.Parse(Assert.Single(result.OutputLines)).RootElement;

    private static string Text(params ConversationRecord[] records)
    {
        using var reader = new StreamReader(Records.Transcript(records));
        return reader.ReadToEnd();
    }
}
