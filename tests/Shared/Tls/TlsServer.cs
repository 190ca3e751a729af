using Xunit;

namespace Conversations.Testing;

/// <summary>A redis-server with TLS and a password, whose certificate an authority of its own issued.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("conversations-tls-");
    private readonly CertificateAuthority authority = new("authority");
    private RedisServerProcess? server;

    private TlsServer()
    {
        AuthorityFile = authority.Save(folder);
        (ClientCertificate, ClientKey) = authority.Issue(folder, "client");
    }

    internal int Port { get; } = FreePort.Find();

    /// <summary>The port without TLS.</summary>
    internal int PlainPort => server!.Port;

    internal string AuthorityFile { get; }

    internal string ClientCertificate { get; }

    internal string ClientKey { get; }

    /// <param name="password">What the server wants.</param>
    /// <param name="name">What its certificate is for.</param>
    /// <param name="wantsClients">Whether clients must show a certificate.</param>
    internal static async Task<TlsServer> StartAsync(string password, string name = "localhost", bool wantsClients = false)
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        var tls = new TlsServer();
        var (certificate, key) = tls.authority.Issue(tls.folder, name);
        tls.server = await RedisServerProcess.StartAsync(
            "--requirepass", password, "--tls-port", $"{tls.Port}", "--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file", tls.AuthorityFile, "--tls-auth-clients", wantsClients ? "yes" : "no");
        return tls;
    }

    /// <summary>The certificate of an authority that the server knows nothing of.</summary>
    internal string SaveStranger()
    {
        using var stranger = new CertificateAuthority("stranger");
        return stranger.Save(folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        authority.Dispose();
        folder.Delete(recursive: true);
    }
}
