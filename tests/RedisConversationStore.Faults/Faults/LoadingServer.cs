using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>A server that takes long to load its data after a restart, and says so to whoever asks.</summary>
internal sealed class LoadingServer : IFault
{
    // So long a server waits after each command it reads back. It looks after clients every 1024 of them.
    private const int DelayMicroseconds = 60;

    public string Name => "loading";

    public string Description => "kill -9 and a restart that is slow to load the data; appendfsync always: nothing may be lost";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await using var load = await Load.StartAsync(run, server.ConnectionString);
        await server.KillAsync();
        await run.PauseAsync(0, 300);
        await server.RestartAsync("--key-load-delay", $"{DelayMicroseconds}");
        await server.HasRefusedAsync("LOADING");
        return await load.JudgeAsync(server.ConnectionString);
    }
}
