using System.Diagnostics;

namespace Conversations.Agents.Tests.Samples;

/// <summary>The sample, run as its users run it: processes that share nothing but the server.</summary>
public sealed class AgentChatTests(DevServerStores devServer, RedisServerStores redisServer)
{
    [Theory]
    [InlineData("agent")]
    [InlineData("client")]
    public Task Two_processes_share_a_conversation_through_the_dev_server(string kind) => ConverseAsync(kind, devServer.ConnectionString);

    [Theory]
    [InlineData("agent")]
    [InlineData("client")]
    public Task Two_processes_share_a_conversation_through_redis_server(string kind)
    {
        Assert.SkipWhen(redisServer.Unavailable is not null, redisServer.Unavailable ?? "");
        return ConverseAsync(kind, redisServer.ConnectionString);
    }

    private static async Task ConverseAsync(string kind, string connectionString)
    {
        var room = $"chat-{Guid.NewGuid():N}";
        await using var one = new Replica(kind, connectionString, room);
        await using var other = new Replica(kind, connectionString, room);

        Assert.Equal("Hello, Ada.", await one.SayAsync("m1 My name is Ada."));
        Assert.Equal("You are Ada.", await other.SayAsync("m2 What is my name?"));
        Assert.Equal("You told me 3 things.", await one.SayAsync("m3 Good."));

        // The same messages once more, at the other replica: the answers of the first time, although by now there is more to count.
        Assert.Equal("You told me 3 things.", await other.SayAsync("m3 Good."));
        Assert.Equal("Hello, Ada.", await other.SayAsync("m1 My name is Ada."));
        if (kind == "agent") Assert.Equal("It is sunny in Paris.", await other.SayAsync("m4 How is the weather in Paris?"));
    }

    private sealed class Replica : IAsyncDisposable
    {
        private readonly Process process;

        internal Replica(string kind, string connectionString, string room)
        {
            var program = typeof(AgentChat.AgentReplica).Assembly.Location;
            process = Process.Start(new ProcessStartInfo("dotnet", [program, kind, connectionString, room]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        }

        /// <summary>Says something and waits for the answer.</summary>
        internal async Task<string?> SayAsync(string line)
        {
            await process.StandardInput.WriteLineAsync(line);
            await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            return await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(3));
        }

        public async ValueTask DisposeAsync()
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
