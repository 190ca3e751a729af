using System.Globalization;
using StackExchange.Redis;

namespace Conversations.Testing;

/// <summary>What an operator asks of a server, each on a connection of its own.</summary>
public static class RedisServerCommands
{
    /// <summary>Sends a command and answers its reply.</summary>
    public static async Task<RedisResult> ExecuteAsync(this RedisServerProcess server, string command, params object[] arguments)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{server.ConnectionString},allowAdmin=true,connectTimeout=5000,asyncTimeout=60000");
        return await connection.GetServers().Single().ExecuteAsync(command, arguments);
    }

    /// <summary>A line of INFO.</summary>
    public static async Task<string> InfoAsync(this RedisServerProcess server, string section, string name)
    {
        var lines = (string)(await server.ExecuteAsync("INFO", section))!;
        return lines.Split("\r\n").First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..];
    }

    /// <summary>A line of INFO that is a number.</summary>
    public static async Task<long> InfoNumberAsync(this RedisServerProcess server, string section, string name) =>
        long.Parse(await server.InfoAsync(section, name), CultureInfo.InvariantCulture);

    /// <summary>Waits until a replica has all data of its primary and follows it.</summary>
    public static Task FollowsAsync(this RedisServerProcess replica, CancellationToken cancellationToken = default) =>
        Condition.HoldsAsync(
            $"the server at {replica.ConnectionString} follows its primary",
            async () => await replica.InfoAsync("replication", "role") == "slave" && await replica.InfoAsync("replication", "master_link_status") == "up",
            cancellationToken);

    /// <summary>Waits until the server has refused a command with an error.</summary>
    /// <param name="server">The server.</param>
    /// <param name="code">The error's first word, such as <c>OOM</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static Task HasRefusedAsync(this RedisServerProcess server, string code, CancellationToken cancellationToken = default) =>
        Condition.HoldsAsync(
            $"the server at {server.ConnectionString} refuses a command with {code}",
            async () => ((string)(await server.ExecuteAsync("INFO", "errorstats"))!).Contains($"errorstat_{code}:", StringComparison.Ordinal),
            cancellationToken);
}
