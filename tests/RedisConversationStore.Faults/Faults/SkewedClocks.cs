using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>Replicas whose clocks are hours apart and jump every second, one of which is killed and replaced again and again: no clock of a client decides what an index lists.</summary>
internal sealed class SkewedClocks : IFault
{
    private const int Replacements = 2;

    public string Name => "skewed-clocks";

    public string Description => "clocks of drivers hours apart, jumping by minutes to hours every second, and a driver killed and replaced twice";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync();
        await using var load = await Load.StartAsync(run, server.ConnectionString, skewedClocks: true);
        for (var replacement = 1; replacement <= Replacements; replacement++)
        {
            await run.PauseAsync(500, 1500);
            await load.ReplaceDriverAsync();
        }

        return await load.JudgeAsync(server.ConnectionString);
    }
}
