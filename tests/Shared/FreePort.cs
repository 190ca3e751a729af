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

    // A port is this process's own until it ends, also while the server that has it is down: another run that
    // took it meanwhile would be talked to by mistake.
    private static readonly List<FileStream> Reserved = [];

    /// <summary>A loopback port that nobody listens on, and that no other run of these programs gets.</summary>
    public static int Find()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "conversations-ports"));
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            try
            {
                var reservation = new FileStream(Path.Combine(folder.FullName, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
                lock (Reserved) Reserved.Add(reservation);
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (IOException)
            {
                // Another run's: another one, then.
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Somebody else's.
            }
        }
    }
}
