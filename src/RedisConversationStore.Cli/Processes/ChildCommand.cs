using System.Runtime.InteropServices;
using System.Text;

namespace Conversations.Cli.Processes;

/// <summary>What every command does that only this tool itself starts: lines in, lines out, and its parent decides when it ends.</summary>
internal static class ChildCommand
{
    /// <summary>Runs on standard input and output.</summary>
    public static async Task<int> RunAsync(Func<TextReader, TextWriter, Task> run)
    {
        // A terminal sends Ctrl+C to parent and children alike; the parent decides what becomes of them.
        using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        await run(input, output);
        return ExitCodes.Ok;
    }
}
