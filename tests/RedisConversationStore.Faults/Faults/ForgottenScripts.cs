using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>The server forgets all scripts again and again, in the middle of calls that rely on them.</summary>
internal sealed class ForgottenScripts : IFault
{
    private const int Rounds = 30;

    public string Name => "script-flush";

    public string Description => "SCRIPT FLUSH, thirty times";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync();
        await using var load = await Load.StartAsync(run, server.ConnectionString);
        for (var round = 1; round <= Rounds; round++)
        {
            await server.ExecuteAsync("SCRIPT", "FLUSH");
            await run.PauseAsync(0, 60);
        }

        await server.HasRefusedAsync("NOSCRIPT");
        return await load.JudgeAsync(server.ConnectionString);
    }
}
