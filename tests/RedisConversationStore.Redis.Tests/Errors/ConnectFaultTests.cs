using System.Net;
using System.Net.Sockets;
using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Errors;

/// <summary>Connections that do not come about, and whose they are.</summary>
public class ConnectFaultTests : FaultTest
{
    [Fact]
    public async Task Server_that_is_not_there_is_named()
    {
        var port = FreePort.Find();

        var fault = await UnavailableAsync(UnavailableReason.Connection, isRetrySafe: true, mayHaveTakenEffect: false, () =>
            RedisConversationStore.ConnectAsync($"127.0.0.1:{port},connectTimeout=500,connectRetry=1,password={Secret}", cancellationToken: Token));

        Assert.Contains($"127.0.0.1:{port}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_of_the_application_that_never_came_about_fails_every_call()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{FreePort.Find()},abortConnect=false,connectTimeout=200,asyncTimeout=200,syncTimeout=200,password={Secret}");
        await using var store = new RedisConversationStore(connection, WithoutRetries);

        await UnavailableAsync(UnavailableReason.Connection, isRetrySafe: true, mayHaveTakenEffect: false, () => store.Rooms.GetAsync(Samples.RoomId, Token));
        await UnavailableAsync(UnavailableReason.Connection, isRetrySafe: true, mayHaveTakenEffect: false, () => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));
    }

    [Theory]
    [InlineData(",password=wrong " + Secret)]
    [InlineData(",user=nobody,password=" + Secret)]
    [InlineData("")]
    public async Task Password_that_does_not_open_the_server_is_not_worth_a_retry(string login)
    {
        await using var server = await StartServerAsync("--requirepass", Secret);

        await UnavailableAsync(UnavailableReason.Access, isRetrySafe: false, mayHaveTakenEffect: false, () =>
            RedisConversationStore.ConnectAsync($"{server.ConnectionString},connectTimeout=5000{login}", new() { OperationTimeout = TimeSpan.FromMinutes(1) }, Token));
    }

    [Fact]
    public async Task User_who_may_not_run_scripts_is_not_worth_a_retry()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using (var admin = await ConnectAsync(server))
        {
            await admin.GetServers().Single().ExecuteAsync("ACL", "SETUSER", "limited", "on", ">" + Secret, "~*", "&*", "+@all", "-@scripting");
        }

        await using var store = await RedisConversationStore.ConnectAsync($"{server.ConnectionString},user=limited,password={Secret}", cancellationToken: Token);

        await UnavailableAsync(UnavailableReason.Access, isRetrySafe: false, mayHaveTakenEffect: false, () => store.Rooms.CreateAsync(Samples.Room(), Token));
    }

    [Theory]
    [InlineData("127.0.0.1:6379,password=" + Secret + ",unheardOf=1")]
    [InlineData("password=" + Secret)]
    [InlineData(" ")]
    public async Task Connection_string_that_cannot_be_read_is_a_wrong_argument(string connectionString)
    {
        var wrong = await Assert.ThrowsAnyAsync<ArgumentException>(() => RedisConversationStore.ConnectAsync(connectionString, cancellationToken: Token));

        Assert.DoesNotContain(Secret, wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_can_be_cancelled()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var connecting = RedisConversationStore.ConnectAsync($"{silent.LocalEndpoint},connectTimeout=60000", cancellationToken: cancelling.Token);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact]
    public async Task Connection_of_the_application_stays_open()
    {
        await using var server = await StartServerAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var store = new RedisConversationStore(connection);
        await store.Rooms.CreateAsync(Samples.Room(), Token);

        await store.DisposeAsync();
        await store.DisposeAsync();

        Assert.True(connection.IsConnected);
        Assert.NotNull(await new RedisConversationStore(connection).Rooms.GetAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Connection_of_the_store_is_closed_with_it()
    {
        await using var server = await StartServerAsync();
        await using var watcher = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
        var store = await RedisConversationStore.ConnectAsync(server.ConnectionString + ",name=owned", cancellationToken: Token);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        Assert.Contains(await ClientNamesAsync(watcher), name => name == "owned");

        await store.DisposeAsync();

        await Testing.Condition.HoldsAsync("the connection is closed", async () => !(await ClientNamesAsync(watcher)).Contains("owned"), Token);
        await Assert.ThrowsAnyAsync<Exception>(() => store.Rooms.GetAsync(Samples.RoomId, Token));
    }

    private static async Task<List<string?>> ClientNamesAsync(ConnectionMultiplexer watcher) =>
        [.. (await watcher.GetServers().Single().ClientListAsync()).Select(client => client.Name)];
}
