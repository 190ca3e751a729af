using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>The primary is made a replica, which refuses writes, and a primary again.</summary>
internal sealed class ReadOnlyPrimary : IFault
{
    // Nobody listens there, so the replica keeps the data it has.
    private const int Nowhere = 1;

    public string Name => "read-only";

    public string Description => "the primary demoted to a replica, and promoted again";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var server = await RedisServerProcess.StartAsync();
        await using var load = await Load.StartAsync(run, server.ConnectionString);
        await server.ExecuteAsync("REPLICAOF", "127.0.0.1", Nowhere);
        await server.HasRefusedAsync("READONLY");

        // Some seconds longer than the deadline, so that repeats do not always hide it.
        await run.PauseAsync(5000, 6500);
        await server.ExecuteAsync("REPLICAOF", "NO", "ONE");
        load.ExpectTold(UnavailableReason.ReadOnly);
        return await load.JudgeAsync(server.ConnectionString);
    }
}
