using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Conversations.Testing;

namespace Conversations.Faults.Tests.Servers;

/// <summary>The proxy fails in the ways it says.</summary>
public sealed class TcpFaultProxyTests
{
    private const string Reply = "*2\r\n$5\r\nfirst\r\n$6\r\nsecond\r\n";

    // Long enough to notice what passes although it must not.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(300);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Passes_everything_while_it_is_told_nothing()
    {
        await using var server = new EchoServer();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        using var client = await ConnectAsync(proxy);

        await SendAsync(client, Reply);

        Assert.Equal(Reply, await ReceiveAsync(client, Reply.Length));
        Assert.Equal(1, proxy.OpenConnections);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Cuts_a_connection_in_the_middle_of_a_reply(int seed)
    {
        await using var server = new EchoServer();
        await using var proxy = new TcpFaultProxy(server.Port, seed);
        using var client = await ConnectAsync(proxy);
        proxy.CutReplies();

        await SendAsync(client, Reply);

        var got = await ReceiveAsync(client, Reply.Length);
        Assert.StartsWith(got, Reply, StringComparison.Ordinal);
        Assert.InRange(got.Length, 1, Reply.Length - 1);
        Assert.NotEqual('\n', got[^1]);
        Assert.Equal("", await ReceiveAsync(client, 1));
        Assert.Equal(1, proxy.Cuts);
    }

    [Fact]
    public async Task Holds_up_everything_in_a_black_hole_until_it_is_healed()
    {
        await using var server = new EchoServer();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        using var client = await ConnectAsync(proxy);
        proxy.BlackHole();
        using var newcomer = await ConnectAsync(proxy);

        await SendAsync(client, Reply);
        await SendAsync(newcomer, Reply);
        Task<string>[] replies = [ReceiveAsync(client, Reply.Length), ReceiveAsync(newcomer, Reply.Length)];

        await Task.Delay(Silence, Token);
        Assert.DoesNotContain(replies, reply => reply.IsCompleted);
        proxy.Heal();
        Assert.Equal([Reply, Reply], await Task.WhenAll(replies));
    }

    [Fact]
    public async Task Leaves_a_client_with_half_a_connection_in_the_dark()
    {
        await using var server = new EchoServer();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        using var client = await ConnectAsync(proxy);
        await SendAsync(client, Reply);
        await ReceiveAsync(client, Reply.Length);

        proxy.HalfOpen();
        await Condition.HoldsAsync("the server sees the client gone", () => Task.FromResult(server.Closed == 1), Token);
        await SendAsync(client, Reply);
        var reply = ReceiveAsync(client, Reply.Length);
        await Task.Delay(Silence, Token);

        Assert.False(reply.IsCompleted);
        using var newcomer = await ConnectAsync(proxy);
        await SendAsync(newcomer, Reply);
        Assert.Equal(Reply, await ReceiveAsync(newcomer, Reply.Length));
        proxy.Reset();
        Assert.Equal("", await reply);
    }

    [Fact]
    public async Task Sends_clients_to_another_server()
    {
        await using var server = new EchoServer();
        await using var other = new EchoServer();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        using var client = await ConnectAsync(proxy);
        await SendAsync(client, Reply);
        await ReceiveAsync(client, Reply.Length);

        proxy.Repoint(other.Port);
        Assert.Equal("", await ReceiveAsync(client, 1));
        using (var again = await ConnectAsync(proxy))
        {
            await SendAsync(again, Reply);
            Assert.Equal(Reply, await ReceiveAsync(again, Reply.Length));
        }

        await Condition.HoldsAsync("the other server has served a client", () => Task.FromResult(other.Closed == 1), Token);
    }

    [Fact]
    public async Task Refuses_connections_and_accepts_them_again()
    {
        await using var server = new EchoServer();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        using var client = await ConnectAsync(proxy);
        await SendAsync(client, Reply);
        await ReceiveAsync(client, Reply.Length);

        await proxy.RefuseAsync();
        Assert.Equal("", await ReceiveAsync(client, 1));
        var refused = await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(proxy));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);

        proxy.Accept();
        using var again = await ConnectAsync(proxy);
        await SendAsync(again, Reply);
        Assert.Equal(Reply, await ReceiveAsync(again, Reply.Length));
    }

    [Fact]
    public async Task Delays_both_directions()
    {
        await using var server = new EchoServer();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1) { Delay = Silence };
        using var client = await ConnectAsync(proxy);
        var clock = Stopwatch.StartNew();

        await SendAsync(client, Reply);

        Assert.Equal(Reply, await ReceiveAsync(client, Reply.Length));
        Assert.True(clock.Elapsed > 1.9 * Silence, $"It took {clock.Elapsed}.");
    }

    private static async Task<Socket> ConnectAsync(TcpFaultProxy proxy)
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, proxy.Port, Token);
        await Condition.HoldsAsync("the proxy has the connection", () => Task.FromResult(proxy.OpenConnections > 0), Token);
        return client;
    }

    private static async Task SendAsync(Socket client, string text) => await client.SendAsync(Encoding.ASCII.GetBytes(text), Token);

    /// <summary>What comes, up to a length or the end of the connection.</summary>
    private static async Task<string> ReceiveAsync(Socket client, int length)
    {
        var buffer = new byte[length];
        var received = 0;
        try
        {
            while (received < length && await client.ReceiveAsync(buffer.AsMemory(received), Token) is var more and > 0) received += more;
        }
        catch (SocketException)
        {
            // The connection's end, less politely.
        }

        return Encoding.ASCII.GetString(buffer, 0, received);
    }
}
