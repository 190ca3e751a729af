using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Conversations.Testing;

namespace Conversations.Cli.Tests.EndToEnd;

/// <summary>TLS where only a connection string can be given: the client takes an authority and a certificate of its own from its environment, as docs/security.md says.</summary>
public sealed class TlsTests
{
    private const string Password = "s3cr3t-of-the-server";
    private const string Authority = "SERedis_IssuerCertPath";

    [Fact]
    public async Task Authority_of_the_environment_is_trusted()
    {
        await using var server = await TlsServer.StartAsync(Password);

        await AcceptedAsync(server, (Authority, server.AuthorityFile));
        await RefusedAsync(server, "certificate");
        await RefusedAsync(server, "certificate", (Authority, server.SaveStranger()));
        await RefusedAsync(server, "certificate", (Authority, server.AuthorityFile + ".gone"));
    }

    [Fact]
    public async Task Certificate_of_the_environment_is_shown()
    {
        await using var server = await TlsServer.StartAsync(Password, wantsClients: true);
        using var folder = new TemporaryFolder();
        var pem = folder.File("client.pem", $"{File.ReadAllText(server.ClientCertificate)}\n{File.ReadAllText(server.ClientKey)}");
        var pfx = folder.File("client.pfx");
        using (var certificate = X509Certificate2.CreateFromPemFile(server.ClientCertificate, server.ClientKey))
        {
            File.WriteAllBytes(pfx, certificate.Export(X509ContentType.Pfx, "of the file"));
        }

        await AcceptedAsync(server, (Authority, server.AuthorityFile), ("SERedis_ClientCertPemPath", pem));
        await AcceptedAsync(server, (Authority, server.AuthorityFile), ("SERedis_ClientCertPfxPath", pfx), ("SERedis_ClientCertPassword", "of the file"));
        await RefusedAsync(server, "TLS", (Authority, server.AuthorityFile));
        await RefusedAsync(server, "TLS", (Authority, server.AuthorityFile), ("SERedis_ClientCertPemPath", folder.File("nowhere.pem")));
    }

    private static async Task AcceptedAsync(TlsServer server, params (string Name, string Value)[] environment)
    {
        var result = await VerifyAsync(server, environment);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    private static async Task RefusedAsync(TlsServer server, string says, params (string Name, string Value)[] environment)
    {
        var result = await VerifyAsync(server, environment);
        Assert.Equal(4, result.ExitCode);
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, result.Error, StringComparison.Ordinal);
    }

    // Opens a store and an audit of it.
    private static async Task<ToolResult> VerifyAsync(TlsServer server, (string Name, string Value)[] environment)
    {
        var start = Tool.StartInfo("verify", "--redis", $"localhost:{server.Port},ssl=true,password={Password},connectTimeout=5000,connectRetry=1");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        return await Tool.EndAsync(process);
    }
}
