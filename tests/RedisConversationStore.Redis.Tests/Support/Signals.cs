using System.Diagnostics;
using StackExchange.Redis;

namespace Conversations.Redis.Tests;

/// <summary>Stops, resumes and kills a redis-server that a test has started, by its process id.</summary>
internal sealed class Signals
{
    private readonly string processId;

    private Signals(string processId) => this.processId = processId;

    /// <summary>Asks the server for its process id.</summary>
    internal static async Task<Signals> OfAsync(RedisServerProcess server, string options = "")
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true" + options);
        var section = await connection.GetServers().Single().InfoAsync("server");
        return new(section.SelectMany(lines => lines).Single(line => line.Key == "process_id").Value);
    }

    /// <summary>The server answers nothing any more, and keeps its connections.</summary>
    internal void Stop() => Send("STOP");

    /// <summary>The server goes on where it was stopped.</summary>
    internal void Resume() => Send("CONT");

    /// <summary>The server is gone.</summary>
    internal void Kill() => Send("KILL");

    private void Send(string signal)
    {
        using var process = Process.Start("/bin/sh", ["-c", $"kill -{signal} {processId}"]);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"kill -{signal} {processId} failed.");
    }
}
