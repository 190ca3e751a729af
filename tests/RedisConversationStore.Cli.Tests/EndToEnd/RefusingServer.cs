using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Conversations.Cli.Tests.EndToEnd;

/// <summary>A server that answers every command with one error, as a Redis does that wants another password. The dev server knows no passwords.</summary>
internal sealed class RefusingServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[] refusal;

    public RefusingServer(string error)
    {
        refusal = Encoding.ASCII.GetBytes($"-{error}\r\n");
        listener.Start();
        _ = AcceptAsync();
    }

    public string ConnectionString => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port},connectTimeout=2000,connectRetry=1";

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = RefuseAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RefuseAsync(TcpClient client)
    {
        using var connection = client;
        var stream = connection.GetStream();
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var read)
            {
                // Every command is an array, and begins with a star.
                for (var commands = buffer.AsSpan(0, read).Count((byte)'*'); commands > 0; commands--) await stream.WriteAsync(refusal);
            }
        }
        catch (IOException)
        {
            // The client has had enough.
        }
    }
}
