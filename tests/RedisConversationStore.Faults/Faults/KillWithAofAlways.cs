using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>An append-only file that is synced before every reply keeps all that was acknowledged.</summary>
internal sealed class KillWithAofAlways : IFault
{
    public string Name => "kill-aof-always";

    public string Description => "kill -9 and restart; appendfsync always: nothing may be lost";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await using var load = await Load.StartAsync(run, server.ConnectionString);
        await server.KillAsync();
        await run.PauseAsync(0, 1500);
        await server.RestartAsync();
        return await load.JudgeAsync(server.ConnectionString);
    }
}
