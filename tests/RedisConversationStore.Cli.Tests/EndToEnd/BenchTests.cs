using System.Diagnostics;
using System.Text.Json;
using Conversations.DevServer;
using Conversations.Testing;

namespace Conversations.Cli.Tests.EndToEnd;

public sealed class BenchTests
{
    // A little of everything, on few rooms, so that a second shows each operation.
    private const string Everything = """
        {
          "mix": {
            "add_event": 4, "add_many": 1, "add_duplicate": 2, "create_room": 1, "patch_metadata": 1, "mark_read": 1, "mark_all_read": 1,
            "get_room": 1, "load_context": 1, "find_by_channel": 1, "get_event": 1, "conversation_tail": 2, "unread_count": 2
          },
          "rooms": 6, "room_skew": 1.2, "events_per_room": 5, "batch": 3, "participants_per_room": 1,
          "payload": { "distribution": "uniform", "min": 10, "max": 400 },
          "processes": 2, "connections_per_process": 2, "callers_per_process": 4,
          "warm_up_seconds": 0.5, "duration_seconds": 2
        }
        """;

    private static readonly string[] Short = ["--rooms", "3", "--processes", "1", "--warm-up", "0", "--duration", "1"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_loop_keeps_its_rate_and_every_operation_is_measured()
    {
        using var folder = new TemporaryFolder();
        var (csv, html) = (folder.File("out.csv"), folder.File("out.html"));
        var result = await Tool.RunAsync("bench", "--json", "--scenario", folder.File("mine.json", Everything), "--rate", "200", "--csv", csv, "--html", html);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var report = Report(result);
        Assert.Equal(400, Number(report, "completed"));
        Assert.Equal(0, Number(report, "failed"));
        Assert.Equal(13, report.GetProperty("operations").GetArrayLength());
        Assert.Equal(400, report.GetProperty("operations").EnumerateArray().Sum(operation => Number(operation, "completed")));
        Assert.All(report.GetProperty("operations").EnumerateArray(), operation => Assert.True(operation.GetProperty("p50_ms").GetDouble() <= operation.GetProperty("max_ms").GetDouble()));
        Assert.True(report.GetProperty("memory").GetProperty("events").GetInt64() >= 30);

        var lines = await File.ReadAllLinesAsync(csv, Ct);
        Assert.Equal(14, lines.Length);
        Assert.StartsWith("mine.json,add_event,", lines[1], StringComparison.Ordinal);

        // The report is whole, and asks no network for anything.
        var page = await File.ReadAllTextAsync(html, Ct);
        Assert.Contains("uPlot", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/*report*/", page, StringComparison.Ordinal);
        var start = page.IndexOf("id=\"report\">", StringComparison.Ordinal) + "id=\"report\">".Length;
        using var inPage = JsonDocument.Parse(page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)]);
        Assert.Equal(400, Number(inPage.RootElement, "completed"));
    }

    [Fact]
    public async Task Without_a_Redis_named_the_redis_server_of_the_PATH_is_measured()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        var report = Report(await Tool.RunAsync(["bench", "--json", .. Short]));
        Assert.False(report.GetProperty("is_dev_server").GetBoolean());
        Assert.Equal("a redis-server of its own", report.GetProperty("target").GetString());
        Assert.StartsWith("Redis ", report.GetProperty("server").GetProperty("version").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_redis_server_it_is_the_dev_server_and_the_report_says_what_that_is_worth()
    {
        using var folder = new TemporaryFolder();
        var start = Tool.StartInfo(["bench", .. Short]);
        start.Environment["PATH"] = folder.Path;
        using var process = Process.Start(start)!;
        var result = await Tool.EndAsync(process);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("The dev server is for tests", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_loop_measures_growth_and_leaves_nothing_in_a_given_store()
    {
        await using var server = await RedisDevServer.StartAsync(cancellationToken: Ct);
        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        using var folder = new TemporaryFolder();
        var scenario = folder.File("mine.json", """
            {
              "mix": { "add_event": 1, "conversation_tail": 1 }, "rooms": 3, "events_per_room": 2, "callers_per_process": 2,
              "warm_up_seconds": 0, "duration_seconds": 1, "growth": { "room_sizes": [10, 700], "samples": 20 }
            }
            """);
        var result = await Tool.RunAsync("bench", "--scenario", scenario, "--redis", server.ConnectionString, "--prefix", "team*");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("keys under team*-", result.Output, StringComparison.Ordinal);
        Assert.Contains("Closed loop: 2 callers", result.Output, StringComparison.Ordinal);
        Assert.Contains("conversation_tail p50 / p99 ms", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, await redis.GetServers()[0].DatabaseSizeAsync());

        Assert.Equal(0, (await Tool.RunAsync("bench", "--json", "--scenario", scenario, "--redis", server.ConnectionString, "--keep")).ExitCode);
        Assert.True(await redis.GetServers()[0].DatabaseSizeAsync() > 3);
    }

    [Fact]
    public async Task Failures_are_counted_by_reason_and_fail_the_command()
    {
        await using var server = await RedisDevServer.StartAsync(cancellationToken: Ct);
        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        using var folder = new TemporaryFolder();
        var scenario = folder.File("mine.json", """{ "mix": { "add_event": 1 }, "rooms": 1, "callers_per_process": 1, "warm_up_seconds": 0, "duration_seconds": 5 }""");
        using var bench = Tool.Start("bench", "--scenario", scenario, "--redis", server.ConnectionString);
        var error = bench.StandardError.ReadToEndAsync(Ct);
        while (await bench.StandardOutput.ReadLineAsync(Ct) is { } line && !line.StartsWith("Closed loop", StringComparison.Ordinal))
        {
        }

        await foreach (var key in redis.GetServers()[0].KeysAsync(pattern: "bench-*:room").WithCancellation(Ct)) await redis.GetDatabase().KeyDeleteAsync(key);
        await bench.StandardOutput.ReadToEndAsync(Ct);
        await bench.WaitForExitAsync(Ct);
        Assert.Equal(1, bench.ExitCode);
        Assert.Contains("operations failed: not_found (", await error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_printed_scenario_can_be_run_as_a_file()
    {
        var printed = await Tool.RunAsync("bench", "--scenario", "hot-room", "--callers", "3", "--print");
        Assert.Equal(0, printed.ExitCode);
        using var folder = new TemporaryFolder();
        var again = await Tool.RunAsync("bench", "--scenario", folder.File("own.json", printed.Output), "--print");
        Assert.Equal(printed.Output, again.Output);
        Assert.Contains("\"callers_per_process\": 3", printed.Output, StringComparison.Ordinal);
    }

    private static JsonElement Report(ToolResult result) => JsonDocument.Parse(Assert.Single(result.OutputLines)).RootElement;

    private static long Number(JsonElement report, string name) => report.GetProperty(name).GetInt64();
}
