using Conversations.Conformance;
using Conversations.DevServer;
using Conversations.Redis.Doctor;
using Conversations.Redis.Health;
using Conversations.Redis.Tests.Errors;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Security;

/// <summary>A store works in the database it was given, or not at all.</summary>
public class SelectedDatabaseTests : FaultTest
{
    [Fact]
    public Task Database_that_the_user_may_not_select_is_refused() => IsRefusedAsync(AccessRules.InOtherDatabase.Without("select"));

    // A client whose user may ask for the server's settings knows by itself.
    [Fact]
    public Task Database_that_the_server_does_not_have_is_refused() => IsRefusedAsync(AccessRules.InOtherDatabase, "--databases", "3");

    [Fact]
    public async Task Dev_server_has_other_databases()
    {
        await using var server = await RedisDevServer.StartAsync(cancellationToken: Token);
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString + ",defaultDatabase=1", cancellationToken: Token);

        await store.Rooms.CreateAsync(Samples.Room(), Token);

        Assert.True((await store.CheckHealthAsync(TimeSpan.FromMinutes(1), Token)).IsReady);
        await using var other = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);
        Assert.False(await other.Rooms.ExistsAsync(Samples.RoomId, Token));
    }

    private static async Task IsRefusedAsync(AccessRules rules, params string[] settings)
    {
        await using var server = await StartServerAsync(settings);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
        await rules.ApplyAsync(admin);
        var connectionString = server.ConnectionString + rules.Login + ",defaultDatabase=3";
        await using var store = await RedisConversationStore.ConnectAsync(connectionString, WithoutRetries, Token);

        var write = await UnavailableAsync(UnavailableReason.Access, isRetrySafe: false, mayHaveTakenEffect: false, () => store.Rooms.CreateAsync(Samples.Room(), Token));
        await UnavailableAsync(UnavailableReason.Access, isRetrySafe: false, mayHaveTakenEffect: false, () => store.Rooms.GetAsync(Samples.RoomId, Token));
        Assert.Contains("database 3", write.Message, StringComparison.Ordinal);
        Assert.Empty((string[])(await server.ExecuteAsync("KEYS", "*"))!);

        var health = await store.CheckHealthAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal((StoreHealthReason.Access, write.Message), (health.Reason, health.Message));
        Assert.Contains(await StoreDoctor.ExamineAsync(connectionString, cancellationToken: Token), finding => finding.Code == DoctorCodes.NotReady && finding.Advice == write.Message);
    }
}
