using Conversations.Conformance;
using Conversations.Redis.Audit;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Security;

/// <summary>The rights that docs/security.md gives are those that are used: nothing is refused, and nothing is granted that nobody needs. That they suffice for every promise, the conformance suite shows as that user.</summary>
public class AccessRuleTests
{
    // What the client asks of every server it connects to, and does without.
    private static readonly string[] AskedInVain = ["__Booksleeve_TieBreak", "cluster|slots", "config|get"];

    // Redis 7.2 and later know it.
    private const string AskedOfNewerServers = "client|setinfo";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Store_uses_what_it_is_granted_and_is_refused_nothing()
    {
        await using var server = await StartAsync();
        await using var admin = await AdminAsync(server);
        await AccessRules.Store.ApplyAsync(admin);

        var used = await UsedAsync(admin, async () =>
        {
            await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString + AccessRules.Store.Login + ",keepAlive=1", cancellationToken: Token);
            await ExerciseAsync(store);
            await PingedAsync(admin);
        });

        Assert.Equal(AskedInVain, await RefusalsAsync(admin));
        AssertSame(AccessRules.Store.Commands, used);
    }

    [Fact]
    public async Task Audit_uses_what_it_is_granted_and_is_refused_nothing()
    {
        await using var server = await StartAsync();
        await using var admin = await AdminAsync(server);
        await AccessRules.Auditor.ApplyAsync(admin);
        await using (var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token))
        {
            await StoreOperations.SeedAsync(store, calls: 1);
            await store.Idempotency.ClaimAsync(Samples.RoomId, "claimed", cancellationToken: Token);
        }

        // A delete that was cut off.
        await admin.GetDatabase().SetAddAsync(new KeySpace("conv").Room("gone").Deleted, "token");

        var used = await UsedAsync(admin, async () =>
        {
            await using var audit = await StoreAudit.ConnectAsync(server.ConnectionString + AccessRules.Auditor.Login + ",keepAlive=1", cancellationToken: Token);
            var findings = new List<string>();
            await foreach (var finding in audit.RunAsync(cancellationToken: Token)) findings.Add(finding.Code);
            Assert.Equal([AuditCodes.DeletionUnfinished], findings);
            Assert.True((await audit.MeasureAsync(cancellationToken: Token)).Rooms > 0);
            await PingedAsync(admin);
        });

        Assert.Equal(AskedInVain, await RefusalsAsync(admin));
        AssertSame(AccessRules.Auditor.Commands, used);
    }

    [Theory]
    [InlineData("hmget")]
    [InlineData("evalsha")]
    public async Task Right_that_is_missing_is_told_as_that(string command)
    {
        await using var server = await StartAsync();
        await using var admin = await AdminAsync(server);
        await AccessRules.Store.ApplyAsync(admin);
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString + AccessRules.Store.Login, cancellationToken: Token);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token);
        await admin.GetServers().Single().ExecuteAsync("ACL", "SETUSER", AccessRules.Store.User, "-" + command);

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Events.AddAsync(Samples.Event("f"), cancellationToken: Token));

        Assert.Equal((UnavailableReason.Access, false), (fault.Reason, fault.IsRetrySafe));
    }

    [Theory]
    [InlineData("SET", "other:key", "value")]
    [InlineData("GET", "conv2")]
    [InlineData("FLUSHALL")]
    [InlineData("KEYS", "*")]
    [InlineData("CONFIG", "GET", "*")]
    [InlineData("ACL", "LIST")]
    [InlineData("PUBLISH", "channel", "message")]
    [InlineData("SCRIPT", "FLUSH")]
    [InlineData("EVAL", "return redis.call('GET', 'other:key')", "0")]
    public async Task Store_may_do_nothing_else(params string[] command)
    {
        await using var server = await StartAsync();
        await using var admin = await AdminAsync(server);
        await AccessRules.Store.ApplyAsync(admin);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + AccessRules.Store.Login + ",allowAdmin=true");

        var refused = await Assert.ThrowsAsync<RedisServerException>(() => connection.GetServers().Single().ExecuteAsync(command[0], [.. command[1..]]));

        Assert.Matches("[Nn]o permissions|can't access", refused.Message);
    }

    [Theory]
    [InlineData("SET", "conv:key", "value")]
    [InlineData("DEL", "conv:key")]
    [InlineData("GET", "other:key")]
    [InlineData("EVAL", "return 1", "0")]
    public async Task Audit_may_change_nothing(params string[] command)
    {
        await using var server = await StartAsync();
        await using var admin = await AdminAsync(server);
        await AccessRules.Auditor.ApplyAsync(admin);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + AccessRules.Auditor.Login);

        var refused = await Assert.ThrowsAsync<RedisServerException>(() => connection.GetDatabase().ExecuteAsync(command[0], [.. command[1..]]));

        Assert.Matches("[Nn]o permissions|can't access", refused.Message);
    }

    /// <summary>Every operation, in every form that sends a command of its own.</summary>
    private static async Task ExerciseAsync(RedisConversationStore store)
    {
        const string room = Samples.RoomId;
        await StoreOperations.SeedAsync(store, calls: 1);
        foreach (var operation in StoreOperations.All) await operation.Call(store, 0);
        await store.Events.ListAsync(room, EventPage.Newest(), new() { IncludeTypes = [EventType.Typing] }, Token);
        await store.Events.ListAsync(room, EventPage.Newest(), new() { IncludeTypes = [EventType.Message] }, Token);
        await store.ReadState.MarkAllReadAsync(room, "seen", Token);
        await store.ReadState.UnreadCountAsync(room, "seen", Token);
        await store.Rooms.DeleteAsync(room, Token);
    }

    private static async Task<RedisServerProcess> StartAsync()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        return await RedisServerProcess.StartAsync();
    }

    private static async Task<ConnectionMultiplexer> AdminAsync(RedisServerProcess server) =>
        await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");

    /// <summary>The commands a server ran while something was done, those inside scripts among them.</summary>
    private static async Task<string[]> UsedAsync(ConnectionMultiplexer admin, Func<Task> actAsync)
    {
        var server = admin.GetServers().Single();
        await server.ConfigResetStatisticsAsync();
        await server.ExecuteAsync("ACL", "LOG", "RESET");
        await actAsync();
        var statistics = await server.InfoAsync("commandstats");
        return [.. statistics.SelectMany(lines => lines).Where(line => !line.Value.StartsWith("calls=0,", StringComparison.Ordinal)).Select(line => line.Key["cmdstat_".Length..])];
    }

    /// <summary>Waits until the client has sent what keeps an idle connection alive.</summary>
    private static Task PingedAsync(ConnectionMultiplexer admin) =>
        Testing.Condition.HoldsAsync(
            "the client sends a ping",
            async () => (await admin.GetServers().Single().InfoRawAsync("commandstats"))!.Contains("cmdstat_ping:", StringComparison.Ordinal),
            Token);

    // What the administrator here sends, and what every user may.
    private static void AssertSame(string[] granted, string[] used)
    {
        string[] ofOthers = ["config|resetstat", "acl|log", "hello", "auth", "quit"];
        Assert.Equal(("", ""), (string.Join(' ', granted.Except(used)), string.Join(' ', used.Except(granted).Except(ofOthers))));
    }

    private static async Task<string[]> RefusalsAsync(ConnectionMultiplexer admin)
    {
        var log = (RedisResult[])(await admin.GetServers().Single().ExecuteAsync("ACL", "LOG"))!;
        return [.. log.Select(entry => entry.ToDictionary()["object"].ToString()).Where(refused => refused != AskedOfNewerServers).Order(StringComparer.Ordinal)];
    }
}
