using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>The server's end of every connection is gone and the clients are not told, as after a firewall has forgotten them: they must find out by themselves, and connect anew.</summary>
internal sealed class HalfOpenConnections : IFault
{
    public string Name => "half-open";

    public string Description => "connections that only the clients still believe in";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync();
        await using var proxy = new TcpFaultProxy(server.Port, run.Seed);
        await using var load = await Load.StartAsync(run, proxy.ConnectionString);
        proxy.HalfOpen();
        return await load.JudgeAsync(server.ConnectionString);
    }
}
