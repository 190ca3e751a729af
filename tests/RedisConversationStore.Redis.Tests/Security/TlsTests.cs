using Conversations.Conformance;
using Conversations.Redis.Tests.Errors;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Security;

/// <summary>TLS and a password on a real server: it works with the right authority, certificate and password, and says what is wrong with others.</summary>
public sealed class TlsTests : FaultTest
{
    [Fact]
    public async Task Store_works_over_TLS()
    {
        await using var server = await TlsServer.StartAsync(Secret);
        await using var store = await RedisConversationStore.ConnectAsync(Trusting(server), cancellationToken: Token);

        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token);

        Assert.Equal(1, await store.Events.CountAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Example_of_the_documentation_connects_with_a_client_certificate()
    {
        await using var server = await TlsServer.StartAsync(Secret, wantsClients: true);
        await using (var admin = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{server.PlainPort},password={Secret},allowAdmin=true"))
        {
            await admin.GetServers().Single().ExecuteAsync("ACL", "SETUSER", "convstore", "on", ">" + Secret, "~*", "&*", "+@all");
        }

        await using var store = await SecurityExample.ConnectAsync($"localhost:{server.Port}", Secret, server.AuthorityFile, server.ClientCertificate, server.ClientKey);

        await store.Rooms.CreateAsync(Samples.Room(), Token);
    }

    [Fact]
    public void Example_of_the_documentation_is_the_one_that_is_compiled()
    {
        var compiled = Between(File.ReadAllText(Repository.PathOf("tests/RedisConversationStore.Redis.Tests/Security/SecurityExample.cs")), "// example\n", "// end")
            .Replace("(server)", "(\"redis.example.org:6380\")", StringComparison.Ordinal)
            .Replace("(authorityFile)", "(\"authority.pem\")", StringComparison.Ordinal)
            .Replace("(clientCertificate, clientKey)", "(\"client.crt\", \"client.key\")", StringComparison.Ordinal);

        Assert.Equal(Lines(compiled), Lines(Between(File.ReadAllText(Repository.PathOf("docs/security.md")), "```csharp\n", "```")));

        static string Between(string text, string from, string to) => text.Split(from)[1].Split(to)[0];
        static string[] Lines(string code) => code.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task Authority_that_nobody_trusts_is_refused()
    {
        await using var server = await TlsServer.StartAsync(Secret);
        var untold = Configuration(server);
        var stranger = Configuration(server);
        stranger.TrustIssuer(server.SaveStranger());

        await RefusedAsync(untold, "certificate");
        await RefusedAsync(stranger, "certificate");
    }

    [Fact]
    public async Task Certificate_for_another_host_is_refused()
    {
        await using var server = await TlsServer.StartAsync(Secret, name: "elsewhere.example.org");

        await RefusedAsync(Trusting(server), "host that was asked for");
    }

    [Fact]
    public async Task Client_without_a_certificate_is_refused_where_one_is_wanted()
    {
        await using var server = await TlsServer.StartAsync(Secret, wantsClients: true);

        await RefusedAsync(Trusting(server), "TLS");
    }

    [Fact]
    public async Task Wrong_password_is_told_as_that()
    {
        await using var server = await TlsServer.StartAsync(Secret);
        var configuration = Trusting(server);
        configuration.Password = "wrong " + Secret;

        await RefusedAsync(configuration, "password");
    }

    [Fact]
    public async Task Plain_text_to_a_TLS_port_is_refused()
    {
        await using var server = await TlsServer.StartAsync(Secret);
        var configuration = Configuration(server);
        configuration.Ssl = false;

        await RefusedAsync(configuration, "TLS");
    }

    [Fact]
    public async Task TLS_to_a_plain_text_port_is_refused()
    {
        await using var server = await TlsServer.StartAsync(Secret);
        var configuration = Trusting(server);
        configuration.EndPoints.Clear();
        configuration.EndPoints.Add("localhost", server.PlainPort);

        await RefusedAsync(configuration, "TLS");
    }

    private static ConfigurationOptions Configuration(TlsServer server)
    {
        var configuration = ConfigurationOptions.Parse($"localhost:{server.Port}");
        configuration.Ssl = true;
        configuration.Password = Secret;
        configuration.ConnectTimeout = 5000;
        configuration.ConnectRetry = 1;
        return configuration;
    }

    private static ConfigurationOptions Trusting(TlsServer server)
    {
        var configuration = Configuration(server);
        configuration.TrustIssuer(server.AuthorityFile);
        return configuration;
    }

    private static async Task RefusedAsync(ConfigurationOptions configuration, string says)
    {
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => RedisConversationStore.ConnectAsync(configuration, cancellationToken: Token));
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
        Assert.True(fault.Message.Contains(says, StringComparison.Ordinal), fault.ToString());
    }
}
