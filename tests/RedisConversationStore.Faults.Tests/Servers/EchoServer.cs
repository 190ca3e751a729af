using System.Net;
using System.Net.Sockets;

namespace Conversations.Faults.Tests.Servers;

/// <summary>Sends back what it gets.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task accepting;
    private int closed;

    internal EchoServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many connections their clients have closed.</summary>
    internal int Closed => closed;

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = EchoAsync(await listener.AcceptSocketAsync());
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task EchoAsync(Socket client)
    {
        using var stream = new NetworkStream(client, ownsSocket: true);
        try
        {
            await stream.CopyToAsync(stream);
        }
        catch (IOException)
        {
            // Closed as well, less politely.
        }

        Interlocked.Increment(ref closed);
    }
}
