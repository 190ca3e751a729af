using Conversations.Cli.Commands;
using Conversations.Cli.Processes;
using Conversations.Cli.Stores;
using Conversations.LoadTesting;

namespace Conversations.Cli.Bench;

/// <summary>A load on a store of the user's or on a dev server, by processes of this tool, that leaves nothing behind.</summary>
internal sealed class BenchRun(string name, Scenario scenario, StoreTarget target, bool keep)
{
    public async Task<LoadReport> RunAsync(ILoadProgress progress, CancellationToken cancellationToken)
    {
        await using var session = await StoreSession.OpenAsync(target, cancellationToken);
        progress.Say($"Scenario {name} on {target}, {(scenario.Processes == 1 ? "one process" : $"{scenario.Processes} processes")}, keys under {target.Prefix}.");
        var cleanup = new StoreCleanup(session, target, "the load", ownsPrefix: true, keep);
        LoadReport report;
        try
        {
            cleanup.WroteUnderPrefix();
            report = await new LoadRun(Options(session), progress).RunAsync(cancellationToken);
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

    private LoadRunOptions Options(StoreSession session) => new()
    {
        Name = name,
        Scenario = scenario,
        Connection = session.Connection,
        Target = target.ToString(),
        IsDevServer = target.Connection is null,
        Prefix = target.Prefix,
        StartWorker = async (firstLine, onLine, cancellationToken) => await ToolProcess.StartAsync(BenchWorkerCommand.Name, firstLine, onLine, cancellationToken),
        OpenStore = StoreConnection.OpenAsync,
    };
}
