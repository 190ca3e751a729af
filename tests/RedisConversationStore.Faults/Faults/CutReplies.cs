using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>Connections that break after a part of a reply, again and again: the write took effect, and nobody heard of it.</summary>
internal sealed class CutReplies : IFault
{
    private const int Rounds = 10;

    public string Name => "cut-replies";

    public string Description => "connections cut in the middle of a reply, ten times";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync();
        await using var proxy = new TcpFaultProxy(server.Port, run.Seed);
        await using var load = await Load.StartAsync(run, proxy.ConnectionString);
        for (var round = 1; round <= Rounds; round++)
        {
            var before = proxy.Cuts;
            await Condition.HoldsAsync(
                "a connection is cut",
                () =>
                {
                    // Again and again: the connections that were open at first may have closed without a reply.
                    proxy.CutReplies();
                    return Task.FromResult(proxy.Cuts > before);
                },
                run.CancellationToken);
            await run.PauseAsync(20, 300);
        }

        return await load.JudgeAsync(server.ConnectionString);
    }
}
