using System.CommandLine;
using Conversations.Cli.Demo;
using Conversations.Cli.Processes;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore replica</c>: the demo starts it, nobody else.</summary>
internal static class ReplicaCommand
{
    public const string Name = "replica";

    public static Command Create()
    {
        var command = new Command(Name, "A replica of the demo: webhooks as JSON lines on standard input, answers on standard output.") { Hidden = true };
        command.SetAction((_, cancellationToken) => ChildCommand.RunAsync((input, output) => ReplicaLoop.RunAsync(input, output, cancellationToken)));
        return command;
    }
}
