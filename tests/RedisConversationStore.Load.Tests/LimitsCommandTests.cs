using System.Text.Json;

namespace Conversations.Redis.Load.Tests;

/// <summary>The built program, as it is started for the table. Rounds are short: the figures mean nothing here.</summary>
public sealed class LimitsCommandTests
{
    private static readonly string[] Bars =
    [
        "add_event_vs_redis_benchmark", "script_vs_its_commands", "add_many_vs_single", "add_event_vs_plain_redis", "add_event_vs_postgres",
        "read_50_vs_zrange", "unread_count_1m_vs_1k", "add_event_1m_vs_1k", "longest_step", "longest_step_allocated", "bytes_per_event_vs_sorted_set",
        "plan_memory_error", "plan_throughput_error",
    ];

    [Fact]
    public async Task Every_bar_has_a_line_of_json_with_what_was_measured()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        var (exitCode, output, _) = await LoadProgram.RunAsync("limits", "--json", "--rounds", "1", "--operations", "640", "--large-room", "2000", "--server", RedisServerProcess.FindExecutable()!);

        Assert.Equal(0, exitCode);
        var figures = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(figure => figure.GetProperty("name").GetString()!);
        Assert.Equal(Bars, figures.Values.Where(figure => figure.GetProperty("bar").ValueKind == JsonValueKind.Number).Select(figure => figure.GetProperty("name").GetString()));
        foreach (var (name, figure) in figures)
        {
            if (name == "add_event_vs_redis_benchmark" && RedisBenchmark.FindExecutable() is null) continue;
            if (name == "add_event_vs_postgres" && PostgresServer.FindBinaries() is null) continue;
            Assert.True(figure.GetProperty("value").GetDouble() > 0, name);
        }
    }

    [Fact]
    public async Task One_limit_can_be_chosen()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        var (exitCode, output, _) = await LoadProgram.RunAsync("limits", "--only", "script_vs_its_commands", "--rounds", "1", "--operations", "640");

        Assert.Equal(0, exitCode);
        Assert.Equal(["| what |", "|---|--:", "| server"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..8]));
    }

    [Fact]
    public async Task An_unknown_limit_is_refused()
    {
        var (exitCode, _, _) = await LoadProgram.RunAsync("limits", "--only", "nothing");
        Assert.NotEqual(0, exitCode);
    }
}
