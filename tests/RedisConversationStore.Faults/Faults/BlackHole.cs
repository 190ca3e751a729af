using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>A network in which everything vanishes without a word, in both directions. Afterwards what was under way arrives late, or the connections are found broken.</summary>
internal sealed class BlackHole : IFault
{
    public string Name => "black-hole";

    public string Description => "nothing passes in either direction, for less or more than the deadline of calls; then late delivery or a reset";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync();
        await using var proxy = new TcpFaultProxy(server.Port, run.Seed);
        await using var load = await Load.StartAsync(run, proxy.ConnectionString);
        proxy.BlackHole();
        await run.PauseAsync(1000, 6000);
        if (run.Choose(2) == 0) proxy.Reset();
        proxy.Heal();
        return await load.JudgeAsync(server.ConnectionString);
    }
}
