using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>A server that takes long to load its data after a restart, and says so to whoever asks.</summary>
internal sealed class LoadingServer : IFault
{
    // So many keys of no store, and so long a wait after each, make the loading last a second and more.
    private const int Keys = 8000;
    private const int DelayMicroseconds = 60;
    private const int LeastBytes = 100_000;

    public string Name => "loading";

    public string Description => "kill -9 and a restart that is slow to load the data; appendfsync always: nothing may be lost";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync("--appendonly", "yes", "--appendfsync", "always", "--enable-debug-command", "yes");
        await server.ExecuteAsync("DEBUG", "POPULATE", Keys, "filler", 100);
        await server.ExecuteAsync("BGREWRITEAOF");
        await Condition.HoldsAsync("the keys are in the file", async () => await server.InfoNumberAsync("persistence", "aof_base_size") > LeastBytes, run.CancellationToken);
        await using var load = await Load.StartAsync(run, server.ConnectionString);
        await server.KillAsync();
        await run.PauseAsync(0, 300);
        await server.RestartAsync("--key-load-delay", $"{DelayMicroseconds}", "--loading-process-events-interval-bytes", "1024");
        await server.HasRefusedAsync("LOADING");
        return await load.JudgeAsync(server.ConnectionString);
    }
}
