using System.Net.Sockets;

namespace Conversations.Testing;

/// <summary>A client's connection through a <see cref="TcpFaultProxy"/>.</summary>
internal sealed class ProxiedConnection : IDisposable
{
    private readonly TcpFaultProxy proxy;
    private readonly Socket client;
    private readonly Socket server;
    private readonly CancellationTokenSource closing = new();
    private volatile bool isHalfOpen;
    private volatile bool isToBeCut;

    internal ProxiedConnection(TcpFaultProxy proxy, Socket client, Socket server)
    {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        client.NoDelay = server.NoDelay = true;
    }

    internal async Task RunAsync()
    {
        var requesting = PumpAsync(client, RequestAsync);
        var replying = PumpAsync(server, ReplyAsync);
        await Task.WhenAny(requesting, replying);

        // Of a half-open connection the client goes on sending into nothing until it gives up.
        if (isHalfOpen) await requesting;
        Close();
        await Task.WhenAll(requesting, replying);
    }

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
        closing.Dispose();
    }

    internal void CutNextReply() => isToBeCut = true;

    internal void HalfOpen()
    {
        isHalfOpen = true;
        server.Dispose();
    }

    internal void Close()
    {
        try
        {
            closing.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has closed by itself.
        }
    }

    private async Task RequestAsync(ReadOnlyMemory<byte> request)
    {
        try
        {
            if (!isHalfOpen) await SendAsync(server, request);
        }
        catch (Exception gone) when (isHalfOpen && gone is SocketException or ObjectDisposedException)
        {
            // It lost its server while it was sending.
        }
    }

    private async Task ReplyAsync(ReadOnlyMemory<byte> reply)
    {
        if (isHalfOpen) return;
        if (isToBeCut && proxy.CutIn(reply.Span) is var length and > 0)
        {
            await SendAsync(client, reply[..length]);
            proxy.WasCut();
            Close();
            return;
        }

        await SendAsync(client, reply);
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await to.SendAsync(bytes, closing.Token)..];
    }

    private async Task PumpAsync(Socket from, Func<ReadOnlyMemory<byte>, Task> pass)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, closing.Token) is var length and > 0)
            {
                if (proxy.Delay > TimeSpan.Zero) await Task.Delay(proxy.Delay, closing.Token);
                await proxy.Flow.WaitAsync(closing.Token);
                await pass(buffer.AsMemory(0, length));
            }

            // The end is held up as everything else is.
            await proxy.Flow.WaitAsync(closing.Token);
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One end is gone, so the other goes too.
        }
    }
}
