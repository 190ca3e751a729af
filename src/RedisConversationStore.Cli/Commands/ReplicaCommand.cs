using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using Conversations.Cli.Demo;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore replica</c>: the demo starts it, nobody else.</summary>
internal static class ReplicaCommand
{
    public const string Name = "replica";

    public static Command Create()
    {
        var command = new Command(Name, "A replica of the demo: webhooks as JSON lines on standard input, answers on standard output.") { Hidden = true };
        command.SetAction(async (_, cancellationToken) =>
        {
            // A terminal sends Ctrl+C to parent and replicas alike; the parent decides what becomes of them.
            using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
            using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
            await ReplicaLoop.RunAsync(input, output, cancellationToken);
            return ExitCodes.Ok;
        });
        return command;
    }
}
