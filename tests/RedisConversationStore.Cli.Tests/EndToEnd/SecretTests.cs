using System.Net;
using System.Net.Sockets;

namespace Conversations.Cli.Tests.EndToEnd;

/// <summary>The password of a connection appears in no output of the tool, whatever command fails and however.</summary>
public sealed class SecretTests
{
    private const string Secret = "s3cr3t-never-shown";

    private static readonly string[][] Commands = [["rooms"], ["show", "room"], ["export", "--all"], ["verify"], ["stats"], ["demo", "--json"]];

    [Theory]
    [InlineData("WRONGPASS invalid username-password pair or user is disabled.")]
    [InlineData("NOAUTH Authentication required.")]
    [InlineData("NOPERM this user has no permissions to run the 'get' command")]
    [InlineData("ERR something that nobody foresaw")]
    public async Task Server_that_refuses(string error)
    {
        using var server = new RefusingServer(error);
        await HidesSecretAsync($"{server.ConnectionString},password={Secret}");
    }

    [Fact]
    public async Task Server_that_is_silent()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await HidesSecretAsync($"{silent.LocalEndpoint},connectTimeout=500,connectRetry=1,password={Secret}");
    }

    [Theory]
    [InlineData("127.0.0.1:1,connectTimeout=500,connectRetry=1,password=" + Secret)]
    [InlineData("127.0.0.1:1,ssl=true,connectTimeout=500,connectRetry=1,user=" + Secret + ",password=" + Secret)]
    [InlineData("redis://user:" + Secret + "@127.0.0.1:1")]
    [InlineData("127.0.0.1:1,password=" + Secret + ",nonsense=" + Secret)]
    public Task Server_that_is_not_there(string connection) => HidesSecretAsync(connection);

    private static async Task HidesSecretAsync(string connection)
    {
        foreach (var command in Commands)
        {
            var result = await Tool.RunAsync([.. command, "--redis", connection]);
            Assert.NotEqual(0, result.ExitCode);
            Assert.DoesNotContain(Secret, result.Error + result.Output, StringComparison.Ordinal);
        }
    }
}
