using System.Net;
using System.Net.Sockets;

namespace Conversations.Redis.Tests.RoundTrips;

/// <summary>Stands between client and server, notes every request, and can hold back replies. What the client sends while all replies are held back cannot depend on any of them.</summary>
internal sealed class HoldingProxy : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> pumps = [];
    private readonly List<string[]> requests = [];
    private readonly List<(NetworkStream Client, byte[] Bytes)> held = [];
    private readonly int serverPort;
    private bool isHolding;
    private int asked;
    private int answered;

    internal HoldingProxy(int serverPort)
    {
        this.serverPort = serverPort;
        listener.Start();
        pumps.Add(AcceptAsync());
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many requests came since <see cref="Hold"/>.</summary>
    internal int RequestCount
    {
        get
        {
            lock (gate) return requests.Count;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await Task.WhenAll(pumps);
        stopping.Dispose();
    }

    /// <summary>Holds back replies from now on, and forgets the requests seen.</summary>
    internal void Hold()
    {
        lock (gate)
        {
            isHolding = true;
            requests.Clear();
        }
    }

    /// <summary>Lets everything through again.</summary>
    internal void Open()
    {
        lock (gate)
        {
            isHolding = false;
            Forward();
        }
    }

    /// <summary>Lets the replies to all requests so far through, once the server has given them, and goes on holding back.</summary>
    internal async Task AnswerAsync()
    {
        await UntilAsync(() => asked == answered);
        lock (gate) Forward();
    }

    /// <summary>The requests since <see cref="Hold"/>.</summary>
    internal string[][] Requests()
    {
        lock (gate) return [.. requests];
    }

    /// <summary>Waits until a request has arrived that has a word.</summary>
    internal Task ArrivedAsync(string word) => UntilAsync(() => requests.Exists(request => request.Contains(word)));

    internal async Task UntilAsync(Func<bool> isSo)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += TimeSpan.FromMilliseconds(1))
        {
            lock (gate)
            {
                if (isSo()) return;
            }

            await Task.Delay(1);
        }

        throw new TimeoutException("The server or the client went silent.");
    }

    private void Forward()
    {
        var replies = held.ToArray();
        held.Clear();
        foreach (var (client, bytes) in replies)
        {
            try
            {
                client.Write(bytes);
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                // Whoever asked has closed its connection meanwhile.
            }
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync(stopping.Token);
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            client.NoDelay = true;
            var server = new TcpClient { NoDelay = true };
            await server.ConnectAsync(IPAddress.Loopback, serverPort);
            pumps.Add(ServeAsync(client, server));
        }
    }

    private async Task ServeAsync(TcpClient client, TcpClient server)
    {
        using (client)
        using (server)
        {
            var (toClient, toServer) = (client.GetStream(), server.GetStream());
            var (up, down) = (new RespStream(), new RespStream());
            var requesting = PumpAsync(toClient, bytes => Request(up, toServer, bytes));
            var replying = PumpAsync(toServer, bytes => Reply(down, toClient, bytes));
            await Task.WhenAny(requesting, replying);
        }
    }

    private void Request(RespStream stream, NetworkStream server, byte[] bytes)
    {
        lock (gate)
        {
            foreach (var request in stream.Append(bytes))
            {
                var words = RespStream.Words(request);
                requests.Add(words);

                // A subscription is answered by a push.
                if (!words[0].EndsWith("SUBSCRIBE", StringComparison.OrdinalIgnoreCase)) asked++;
            }
        }

        server.Write(bytes);
    }

    private void Reply(RespStream stream, NetworkStream client, byte[] bytes)
    {
        lock (gate)
        {
            held.Add((client, bytes));
            if (!isHolding) Forward();
            answered += stream.Append(bytes).Count(value => !RespStream.IsPush(value));
        }
    }

    private async Task PumpAsync(NetworkStream from, Action<byte[]> pass)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, stopping.Token) is var length and > 0) pass(buffer[..length]);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One side is gone, so the other goes too.
        }
    }
}
