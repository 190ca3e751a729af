using System.CommandLine;
using Conversations.Cli.Processes;
using Conversations.Cli.Stores;
using Conversations.LoadTesting;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore bench-worker</c>: bench starts it, nobody else.</summary>
internal static class BenchWorkerCommand
{
    public const string Name = "bench-worker";

    public static Command Create()
    {
        var command = new Command(Name, "A process of bench: the scenario on standard input, what was measured on standard output.") { Hidden = true };
        command.SetAction((_, cancellationToken) => ChildCommand.RunAsync((input, output) => LoadWorker.RunAsync(input, output, StoreOpener.OpenAsync, cancellationToken)));
        return command;
    }
}
