using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>A server that evicts nothing reaches its memory limit, refuses writes, and is given more memory.</summary>
internal sealed class OutOfMemory : IFault
{
    public string Name => "out-of-memory";

    public string Description => "maxmemory reached with noeviction, and raised later";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync("--maxmemory-policy", "noeviction");
        await using var load = await Load.StartAsync(run, server.ConnectionString);

        // A little is left, so that the limit is met in the middle of the load and not between two calls.
        var used = await server.InfoNumberAsync("memory", "used_memory");
        await server.ExecuteAsync("CONFIG", "SET", "maxmemory", used + run.Choose(50_000));
        await server.HasRefusedAsync("OOM");
        await run.PauseAsync(200, 5500);
        await server.ExecuteAsync("CONFIG", "SET", "maxmemory", 0);
        load.ExpectTold(UnavailableReason.OutOfMemory);
        return await load.JudgeAsync(server.ConnectionString);
    }
}
