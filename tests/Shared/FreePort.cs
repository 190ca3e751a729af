using System.Net;
using System.Net.Sockets;

namespace Conversations.Testing;

/// <summary>Ports for servers.</summary>
public static class FreePort
{
    // Below the ports that outgoing connections are given, so that none of them takes the port of a server that is down for a moment;
    // and 10,000 below themselves, where a node of a cluster has its bus.
    private const int First = 10_000;
    private const int End = 20_000;

    /// <summary>A loopback port that nobody listens on.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Another one, then.
            }
        }
    }
}
