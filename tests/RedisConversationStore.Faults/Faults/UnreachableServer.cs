using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>Connections are closed, and new ones refused for a while.</summary>
internal sealed class UnreachableServer : IFault
{
    public string Name => "unreachable";

    public string Description => "connections closed, and refused for a while";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync();
        await using var proxy = new TcpFaultProxy(server.Port, run.Seed);
        await using var load = await Load.StartAsync(run, proxy.ConnectionString);
        await proxy.RefuseAsync();
        await run.PauseAsync(200, 5000);
        proxy.Accept();
        return await load.JudgeAsync(server.ConnectionString);
    }
}
