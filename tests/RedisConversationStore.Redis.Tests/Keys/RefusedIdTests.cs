using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Keys;

/// <summary>An id that is refused never leaves the process.</summary>
public sealed class RefusedIdTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refused_ids_send_nothing()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var server = await RedisServerProcess.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true,configCheckSeconds=86400,keepAlive=3600");
        await using var store = new RedisConversationStore(connection);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        var before = await CommandsAsync(connection);

        foreach (var argument in IdArguments.ByName.Values)
        {
            foreach (var id in Samples.BadIds) await Assert.ThrowsAnyAsync<ArgumentException>(() => argument.CallAsync(store, id, Token));
        }

        Assert.Equal(before + 1, await CommandsAsync(connection));
    }

    /// <summary>How many commands the server has run, without the one that asks.</summary>
    private static async Task<long> CommandsAsync(ConnectionMultiplexer connection) =>
        long.Parse((await connection.GetServers().Single().InfoAsync("stats")).SelectMany(lines => lines).Single(line => line.Key == "total_commands_processed").Value);
}
