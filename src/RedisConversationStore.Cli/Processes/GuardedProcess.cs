using System.Diagnostics;
using System.Globalization;

namespace Conversations.Cli.Processes;

/// <summary>A foreign program that ends with this process, whatever ends that. What it prints goes to a file.</summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    // The shell tells the id of the program and ends with it. Meanwhile a part of it waits for the pipe from this process to close, and then ends the program.
    private const string Guard = "exec 2> /dev/null 3<&0; log=$1; shift; \"$@\" > \"$log\" 2>&1 3<&- & child=$!; echo $child; { cat <&3 > /dev/null; kill -9 $child; } & wait $child; kill -9 $!";

    private readonly Process guard;

    private GuardedProcess(Process guard, int id)
    {
        this.guard = guard;
        Id = id;
    }

    public int Id { get; }

    public bool HasExited => guard.HasExited;

    public static async Task<GuardedProcess> StartAsync(string log, string executable, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guard, "sh", log, executable, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var guard = Process.Start(start)!;
        return new(guard, int.Parse((await guard.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        guard.StandardInput.Close();
        await guard.WaitForExitAsync();
        guard.Dispose();
    }
}
