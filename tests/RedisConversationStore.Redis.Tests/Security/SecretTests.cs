using System.Collections;
using System.Net;
using System.Net.Sockets;
using Conversations.Conformance;
using Conversations.Redis.Audit;
using Conversations.Redis.Tests.Errors;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Security;

/// <summary>A password appears in nothing that the store throws or says of itself, whatever fails.</summary>
public sealed class SecretTests : FaultTest
{
    private const string Quickly = ",connectTimeout=500,connectRetry=1,asyncTimeout=500,syncTimeout=500";

    [Theory]
    [InlineData("127.0.0.1:1,password=" + Secret + Quickly)]
    [InlineData("no.such.host.invalid:6379,user=" + Secret + ",password=" + Secret + Quickly)]
    [InlineData("127.0.0.1:1,ssl=true,password=" + Secret + Quickly)]
    [InlineData("127.0.0.1:6379,password=" + Secret + ",unheardOf=1")]
    [InlineData("127.0.0.1:6379,password=" + Secret + ",connectTimeout=soon")]
    [InlineData("127.0.0.1:6379,ssl=true;password=" + Secret)]
    [InlineData("127.0.0.1:6379,connectTimeout=500 password=" + Secret)]
    [InlineData("127.0.0.1:6379,password=first," + Secret + "=last")]
    [InlineData("127.0.0.1:port,password=" + Secret + Quickly)]
    [InlineData("redis://user:" + Secret + "@127.0.0.1:1")]
    [InlineData("rediss://:" + Secret + "@127.0.0.1:1,connectTimeout=500")]
    public async Task Connection_that_does_not_come_about(string connectionString)
    {
        HidesSecret(await Assert.ThrowsAnyAsync<Exception>(() => RedisConversationStore.ConnectAsync(connectionString, cancellationToken: Token)));
        HidesSecret(await Assert.ThrowsAnyAsync<Exception>(() => StoreAudit.ConnectAsync(connectionString, cancellationToken: Token)));
    }

    [Theory]
    [InlineData(",password=wrong-" + Secret)]
    [InlineData(",user=nobody,password=" + Secret)]
    [InlineData(",ssl=true,password=" + Secret)]
    public async Task Server_that_lets_nobody_in(string login)
    {
        await using var server = await StartServerAsync("--requirepass", Secret);

        HidesSecret(await Assert.ThrowsAsync<StoreUnavailableException>(() => RedisConversationStore.ConnectAsync(server.ConnectionString + Quickly + login, cancellationToken: Token)));
    }

    [Fact]
    public async Task Server_that_never_answers()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        HidesSecret(await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            RedisConversationStore.ConnectAsync($"{silent.LocalEndpoint},password={Secret}{Quickly}", new() { OperationTimeout = TimeSpan.FromSeconds(2) }, Token)));
    }

    [Fact]
    public async Task User_without_rights()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using (var admin = await ConnectAsync(server))
        {
            await admin.GetServers().Single().ExecuteAsync("ACL", "SETUSER", "limited", "on", ">" + Secret, "~*", "&*", "+@all", "-eval", "-evalsha", "-hgetall");
        }

        await using var store = await RedisConversationStore.ConnectAsync($"{server.ConnectionString},user=limited,password={Secret}", cancellationToken: Token);

        HidesSecret(await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Rooms.CreateAsync(Samples.Room(), Token)));
        HidesSecret(await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Rooms.GetAsync(Samples.RoomId, Token)));
    }

    [Fact]
    public async Task Server_that_stops_and_one_that_vanishes()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await RedisConversationStore.ConnectAsync($"{server.ConnectionString},password={Secret},asyncTimeout=1000,syncTimeout=1000", new() { OperationTimeout = TimeSpan.FromSeconds(5) }, Token);
        await store.Rooms.CreateAsync(Samples.Room(), Token);

        server.Stop();
        HidesSecret(await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token)));
        await server.KillAsync();
        HidesSecret(await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Rooms.GetAsync(Samples.RoomId, Token)));
    }

    [Fact]
    public async Task What_objects_say_of_themselves()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        var connectionString = $"{server.ConnectionString},password={Secret}";
        var options = new RedisConversationStoreOptions();
        await using var store = await RedisConversationStore.ConnectAsync(connectionString, options, Token);
        await using var audit = await StoreAudit.ConnectAsync(connectionString, options, Token);

        foreach (var said in (object[])[store, audit, options, store.Rooms, store.Events, store.Identities]) Assert.DoesNotContain(Secret, $"{said}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_that_was_given_stays_as_it_was()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        var configuration = ConfigurationOptions.Parse($"{server.ConnectionString},password={Secret}");
        var before = configuration.ToString();

        await using var store = await RedisConversationStore.ConnectAsync(configuration, cancellationToken: Token);

        Assert.Equal(before, configuration.ToString());
        await Assert.ThrowsAsync<ArgumentException>(() => RedisConversationStore.ConnectAsync(new ConfigurationOptions { Password = Secret }, cancellationToken: Token));
    }

    /// <summary>Nothing of an exception holds the secret: not its text, not its data, not its members, and none of those within it.</summary>
    private static void HidesSecret(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
            foreach (DictionaryEntry entry in exception.Data) Assert.DoesNotContain(Secret, $"{entry.Key} {entry.Value}", StringComparison.Ordinal);
            foreach (var member in exception.GetType().GetProperties().Where(member => member.GetIndexParameters().Length == 0))
            {
                Assert.DoesNotContain(Secret, $"{member.GetValue(exception)}", StringComparison.Ordinal);
            }

            if (exception is AggregateException several) Assert.All(several.InnerExceptions, HidesSecret);
        }
    }
}
