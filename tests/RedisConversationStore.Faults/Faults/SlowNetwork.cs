using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>Delays that change all the time, at their worst longer than an attempt: what is late is not lost, and must not happen twice.</summary>
internal sealed class SlowNetwork : IFault
{
    private const int Rounds = 8;

    public string Name => "slow-network";

    public string Description => "delays of up to two seconds in either direction";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync();
        await using var proxy = new TcpFaultProxy(server.Port, run.Seed);
        await using var load = await Load.StartAsync(run, proxy.ConnectionString);
        for (var round = 1; round <= Rounds; round++)
        {
            // Mostly short: a delay holds up all that comes behind it.
            proxy.Delay = run.Choose(4) == 0 ? run.Between(500, 2000) : run.Between(0, 100);
            await run.PauseAsync(200, 600);
        }

        proxy.Delay = TimeSpan.Zero;
        return await load.JudgeAsync(server.ConnectionString);
    }
}
