using Conversations.Cli.Commands;
using Conversations.Cli.Processes;
using Conversations.Cli.Stores;
using Conversations.LoadTesting;

namespace Conversations.Cli.Bench;

/// <summary>A load on a store of the user's or on a server of the tool's own, by processes of this tool, that leaves nothing behind.</summary>
internal sealed class BenchRun(string name, Scenario scenario, StoreTarget target, bool keep)
{
    public async Task<LoadReport> RunAsync(ILoadProgress progress, CancellationToken cancellationToken)
    {
        await using var own = target is { Connection: null, DataDirectory: null } && LocalRedisServer.IsInstalled ? await LocalRedisServer.StartAsync(cancellationToken) : null;
        await using var session = await StoreSession.OpenAsync(own is null ? target : target with { Connection = own.ConnectionString }, cancellationToken);
        var where = own is null ? target.ToString() : "a redis-server of its own";
        progress.Say($"Scenario {name} on {where}, {(scenario.Processes == 1 ? "one process" : $"{scenario.Processes} processes")}, keys under {target.Prefix}.");
        var cleanup = new StoreCleanup(session, target, "the load", ownsPrefix: true, keep);
        LoadReport report;
        try
        {
            cleanup.WroteUnderPrefix();
            report = await new LoadRun(Options(session, where, isDevServer: own is null && target.Connection is null), progress).RunAsync(cancellationToken);
        }
        catch (Exception fault)
        {
            await cleanup.RunAfterAsync(fault);
            throw;
        }

        progress.Say(keep ? $"Kept under the prefix {target.Prefix}." : "Removing what the load wrote.");
        await cleanup.RunAsync();
        return report;
    }

    private LoadRunOptions Options(StoreSession session, string where, bool isDevServer) => new()
    {
        Name = name,
        Scenario = scenario,
        Connection = session.Connection,
        Target = where,
        IsDevServer = isDevServer,
        Prefix = target.Prefix,
        StartWorker = async (firstLine, onLine, cancellationToken) => await ToolProcess.StartAsync(BenchWorkerCommand.Name, firstLine, onLine, cancellationToken),
        OpenStore = StoreOpener.OpenAsync,
    };
}
