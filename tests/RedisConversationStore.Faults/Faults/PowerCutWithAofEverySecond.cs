using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>The end of the machine: what was not synced is gone. Shown by cutting the append-only file back to where it was a moment ago, at whatever byte that is.</summary>
internal sealed class PowerCutWithAofEverySecond : IFault
{
    // A sync is due every second; what a slow one holds up is written, to be in the file, within two.
    private const int LongestUnsynced = 1000;
    private static readonly TimeSpan LongestUnwritten = TimeSpan.FromSeconds(2);

    public string Name => "power-cut-aof-everysec";

    public string Description => "kill -9, the append-only file cut back by up to a second, restart; appendfsync everysec: what was not synced may be lost";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync("--appendonly", "yes", "--appendfsync", "everysec");
        await using var load = await Load.StartAsync(run, server.ConnectionString);
        var file = Directory.GetFiles(Path.Combine(server.Folder.FullName, "appendonlydir"), "*.incr.aof").Single();
        long synced = 0;
        var lossWindow = await LossWindows.AroundAsync(LongestUnwritten, async () =>
        {
            synced = new FileInfo(file).Length;
            await run.PauseAsync(100, LongestUnsynced);
            await server.KillAsync();
        });
        await using (var appendOnlyFile = File.OpenWrite(file)) appendOnlyFile.SetLength(synced);
        await run.PauseAsync(0, 500);
        await server.RestartAsync();
        return await load.JudgeAsync(server.ConnectionString, lossWindow);
    }
}
