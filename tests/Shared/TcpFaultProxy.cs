using System.Net;
using System.Net.Sockets;

namespace Conversations.Testing;

/// <summary>Stands between clients and a server on loopback, and fails as networks fail.</summary>
public sealed class TcpFaultProxy : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Random random;
    private readonly List<ProxiedConnection> connections = [];
    private TcpListener? listener;
    private Task accepting = Task.CompletedTask;
    private TaskCompletionSource flow = Opened();
    private int targetPort;

    /// <param name="targetPort">The server's port.</param>
    /// <param name="seed">Decides where replies are cut.</param>
    public TcpFaultProxy(int targetPort, int seed)
    {
        this.targetPort = targetPort;
        random = new(seed);
        Accept();
    }

    public int Port { get; } = FreePort.Find();

    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <summary>How long every piece of data is held up, in either direction.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many connections have been cut in the middle of a reply.</summary>
    public int Cuts { get; private set; }

    /// <summary>How many connections are open.</summary>
    public int OpenConnections
    {
        get
        {
            lock (gate) return connections.Count;
        }
    }

    internal Task Flow
    {
        get
        {
            lock (gate) return flow.Task;
        }
    }

    /// <summary>Nothing passes any more in either direction, and nobody is told: connections stay open, new ones are accepted and hear nothing.</summary>
    public void BlackHole()
    {
        lock (gate)
        {
            if (flow.Task.IsCompleted) flow = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets everything through again. What was held up arrives late, as TCP repeats what was lost.</summary>
    public void Heal()
    {
        lock (gate) flow.TrySetResult();
    }

    /// <summary>The connections that are open lose their server's end without being told; new ones pass.</summary>
    public void HalfOpen() => Each(connection => connection.HalfOpen());

    /// <summary>Cuts each open connection in the middle of its next reply.</summary>
    public void CutReplies() => Each(connection => connection.CutNextReply());

    /// <summary>Closes the open connections.</summary>
    public void Reset() => Each(connection => connection.Close());

    /// <summary>Sends clients to another server: closes the open connections, as an operator's load balancer does.</summary>
    public void Repoint(int port)
    {
        lock (gate) targetPort = port;
        Reset();
    }

    /// <summary>Refuses connections from now on, and closes the open ones.</summary>
    public async Task RefuseAsync()
    {
        lock (gate)
        {
            listener?.Dispose();
            listener = null;
        }

        await accepting;
        Reset();
    }

    /// <summary>Accepts connections again.</summary>
    public void Accept()
    {
        lock (gate)
        {
            if (listener is not null) return;
            listener = new(IPAddress.Loopback, Port);
            listener.Start();
            accepting = AcceptAsync(listener);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RefuseAsync();
        Heal();
    }

    /// <summary>Where to cut a reply: after a byte that ends no reply, with something left to be missed. 0 when there is no such place.</summary>
    internal int CutIn(ReadOnlySpan<byte> reply)
    {
        var length = 0;
        lock (gate) length = reply.Length < 2 ? 0 : random.Next(1, reply.Length);
        while (length > 0 && reply[length - 1] == '\n') length--;
        return length;
    }

    internal void WasCut()
    {
        lock (gate) Cuts++;
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }

    private void Each(Action<ProxiedConnection> action)
    {
        ProxiedConnection[] open;
        lock (gate) open = [.. connections];
        foreach (var connection in open) action(connection);
    }

    private async Task AcceptAsync(TcpListener accepted)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await accepted.AcceptSocketAsync();
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        int port;
        lock (gate) port = targetPort;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, port);
        }
        catch (SocketException)
        {
            client.Dispose();
            server.Dispose();
            return;
        }

        using var connection = new ProxiedConnection(this, client, server);
        lock (gate)
        {
            connections.Add(connection);

            // Sent elsewhere, or refused, while it was being connected.
            if (port != targetPort || listener is null) connection.Close();
        }

        await connection.RunAsync();
        lock (gate) connections.Remove(connection);
    }
}
