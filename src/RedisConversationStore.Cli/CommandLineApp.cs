using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Conversations.Cli.Commands;
using Conversations.Cli.Output;
using Conversations.LoadTesting;

namespace Conversations.Cli;

/// <summary>The commands, and how every way to fail becomes one line and an exit code.</summary>
internal static class CommandLineApp
{
    public static RootCommand BuildRoot()
    {
        var global = new GlobalOptions();
        var root = new RootCommand("""
            Looks into conversation stores, carries rooms between them, and proves on one what they promise.

            Exit codes: 0 done, 1 verification failed or servers not in order, 2 wrong command line, 3 bad input, 4 store unavailable, 130 cancelled.
            """);
        global.AddTo(root);
        root.Add(DemoCommand.Create(global));
        root.Add(RoomsCommand.Create(global));
        root.Add(ShowCommand.Create(global));
        root.Add(ExportCommand.Create(global));
        root.Add(ImportCommand.Create(global));
        root.Add(VerifyCommand.Create(global));
        root.Add(StatsCommand.Create(global));
        root.Add(DoctorCommand.Create(global));
        root.Add(BenchCommand.Create(global));
        root.Add(PlanCommand.Create(global));
        root.Add(ReplicaCommand.Create());
        root.Add(BenchWorkerCommand.Create());
        return root;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var parsed = BuildRoot().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0 && !AsksForHelp(parsed))
            {
                // The word that is wrong says more than what its absence leads to.
                var what = parsed.UnmatchedTokens.Count > 0 ? $"There is no command or argument '{parsed.UnmatchedTokens[0]}' here." : parsed.Errors[0].Message;
                throw new CliException(ExitCodes.Usage, $"{what} See 'convstore --help'.");
            }

            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // After Ctrl+C, time to end the processes that were started and to remove what they wrote. Those, whose commands are hidden, leave that to their parent.
                ProcessTerminationTimeout = parsed.CommandResult.Command.Hidden ? null : TimeSpan.FromSeconds(15),
            };
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception fault)
        {
            var (exitCode, message) = Explain(fault);
            StandardError.Write(message);
            return exitCode;
        }
    }

    /// <summary>What to tell of a fault: what happened and what to do, never a stack.</summary>
    public static (int ExitCode, string Message) Explain(Exception fault) => fault switch
    {
        CliException known => (known.ExitCode, known.Message),
        OperationCanceledException => (ExitCodes.Cancelled, "Cancelled."),
        StoreUnavailableException unavailable => (ExitCodes.StoreUnavailable, unavailable.Message),
        ScenarioException wrong => (ExitCodes.BadInput, wrong.Message),
        TranscriptFormatException malformed => (ExitCodes.BadInput, malformed.Message),
        ConversationStoreException refused => (ExitCodes.BadInput, refused.Message),
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => (ExitCodes.Internal, $"An unexpected fault, {fault.GetType().Name}: {fault.Message}"),
    };

    private static bool AsksForHelp(ParseResult parsed) => parsed.Action is HelpAction || parsed.Action?.ClearsParseErrors == true;
}
