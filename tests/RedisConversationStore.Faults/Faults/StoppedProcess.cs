using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>A server that answers nothing for a while and then goes on where it was: what was sent to it takes effect late.</summary>
internal sealed class StoppedProcess : IFault
{
    private readonly int from;
    private readonly int to;

    private StoppedProcess(string name, string description, int from, int to)
    {
        Name = name;
        Description = description;
        this.from = from;
        this.to = to;
    }

    /// <summary>Longer than an attempt, shorter than the deadline: calls may end well.</summary>
    internal static StoppedProcess Short { get; } = new("stopped-short", "SIGSTOP, and SIGCONT before the deadline of calls", 1500, 3000);

    /// <summary>Longer than the deadline: calls end without knowing their outcome.</summary>
    internal static StoppedProcess Long { get; } = new("stopped-long", "SIGSTOP, and SIGCONT after the deadline of calls", 5000, 6500);

    public string Name { get; }

    public string Description { get; }

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync();
        await using var load = await Load.StartAsync(run, server.ConnectionString);
        server.Stop();
        await run.PauseAsync(from, to);
        server.Resume();
        return await load.JudgeAsync(server.ConnectionString);
    }
}
