using System.Text.Json;
using Conversations.DevServer;
using Conversations.Redis;
using StackExchange.Redis;

namespace Conversations.Cli.Tests.EndToEnd;

/// <summary><c>convstore verify</c> and <c>convstore stats</c>, on a dev server of the test.</summary>
public sealed class VerifyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_damaged_store_fails_and_what_is_not_truth_is_repaired()
    {
        await using var server = await RedisDevServer.StartAsync(new(), Token);
        await FillAsync(server.ConnectionString);
        var clean = await VerifyAsync(server);
        Assert.Equal((0, ""), (clean.ExitCode, clean.Error));
        Assert.Contains("1 rooms, 2 events", clean.Output, StringComparison.Ordinal);
        Assert.Contains("0 problems left", clean.Output, StringComparison.Ordinal);

        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var database = redis.GetDatabase();
        await database.KeyDeleteAsync("conv:rooms");
        await database.HashSetAsync("conv:{r}:markers", "[bold]c\u001b", 77);

        var found = await VerifyAsync(server);
        Assert.Equal(1, found.ExitCode);
        Assert.Contains("hint_missing", found.Output, StringComparison.Ordinal);
        Assert.Contains("marker_beyond_latest", found.Output, StringComparison.Ordinal);
        Assert.Contains("[bold]c\\u{1B}", found.Output, StringComparison.Ordinal);
        Assert.Contains("2 problems left", Assert.Single(found.ErrorLines), StringComparison.Ordinal);

        var repaired = await VerifyAsync(server, "--repair", "--json");
        Assert.Equal(1, repaired.ExitCode);
        var findings = repaired.OutputLines[..^1].Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["hint_missing"], findings.Where(finding => finding.GetProperty("repaired").GetBoolean()).Select(finding => finding.GetProperty("code").GetString()));
        var summary = JsonDocument.Parse(repaired.OutputLines[^1]).RootElement.GetProperty("summary");
        Assert.Equal((2, 1, 1), (summary.GetProperty("findings").GetInt32(), summary.GetProperty("repaired").GetInt32(), summary.GetProperty("problems_left").GetInt32()));

        await database.HashDeleteAsync("conv:{r}:markers", "[bold]c\u001b");
        Assert.Equal(0, (await VerifyAsync(server, "--room", "r")).ExitCode);
    }

    [Fact]
    public async Task A_room_that_is_not_there_and_a_force_without_repair_are_errors()
    {
        await using var server = await RedisDevServer.StartAsync(new(), Token);
        Assert.Equal(3, (await VerifyAsync(server, "--room", "nowhere")).ExitCode);
        Assert.Equal(3, (await VerifyAsync(server, "--room", "a\nb")).ExitCode);
        Assert.Equal(2, (await VerifyAsync(server, "--force")).ExitCode);
    }

    [Fact]
    public async Task A_store_without_locators_is_in_order_for_whom_says_so()
    {
        await using var server = await RedisDevServer.StartAsync(new(), Token);
        await FillAsync(server.ConnectionString, new() { EventLocators = false });

        var untold = await VerifyAsync(server);
        var told = await VerifyAsync(server, "--no-event-locators");

        Assert.Equal(1, untold.ExitCode);
        Assert.Contains("event_locator_missing", untold.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (told.ExitCode, told.Error));
    }

    [Fact]
    public async Task Stats_tell_what_is_there()
    {
        await using var server = await RedisDevServer.StartAsync(new(), Token);
        await FillAsync(server.ConnectionString);

        var json = await Tool.RunAsync("stats", "--redis", server.ConnectionString, "--json");
        Assert.Equal((0, ""), (json.ExitCode, json.Error));
        var statistics = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal((1, 2), (statistics.GetProperty("rooms").GetInt32(), statistics.GetProperty("events").GetInt32()));
        Assert.Equal("r", statistics.GetProperty("biggest_rooms")[0].GetProperty("room_id").GetString());

        var table = await Tool.RunAsync("stats", "--redis", server.ConnectionString);
        Assert.Contains("1 rooms, 2 events", table.Output, StringComparison.Ordinal);
        Assert.Contains("event_locators", table.Output, StringComparison.Ordinal);
    }

    private static Task<ToolResult> VerifyAsync(RedisDevServer server, params string[] more) =>
        Tool.RunAsync(["verify", "--redis", server.ConnectionString, "--second-look", "50", .. more]);

    private static async Task FillAsync(string connection, RedisConversationStoreOptions? options = null)
    {
        await using var store = await RedisConversationStore.ConnectAsync(connection, options, Token);
        await store.Rooms.CreateAsync(Records.Room(), Token);
        await store.Bindings.AddAsync(Records.Binding(), Token);
        await store.Events.AddAsync(Records.Event("e1"), cancellationToken: Token);
        await store.Events.AddAsync(Records.Event("e2", parent: "e1"), cancellationToken: Token);
    }
}
