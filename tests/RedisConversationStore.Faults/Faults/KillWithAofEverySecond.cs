using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>The end of the process alone: what it had handed to the operating system is not lost. It hands over before it replies, except while a sync is slow, which it waits for two seconds at most.</summary>
internal sealed class KillWithAofEverySecond : IFault
{
    private static readonly TimeSpan LongestPostponement = TimeSpan.FromSeconds(2);

    public string Name => "kill-aof-everysec";

    public string Description => "kill -9 and restart; appendfsync everysec: the last two seconds may be lost while the disk is slow";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync("--appendonly", "yes", "--appendfsync", "everysec");
        await using var load = await Load.StartAsync(run, server.ConnectionString);
        var lossWindow = await LossWindows.AroundAsync(LongestPostponement, () => server.KillAsync().AsTask());
        await run.PauseAsync(0, 1500);
        await server.RestartAsync();
        return await load.JudgeAsync(server.ConnectionString, lossWindow);
    }
}
