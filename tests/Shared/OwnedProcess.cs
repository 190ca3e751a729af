using System.Diagnostics;
using System.Globalization;

namespace Conversations.Testing;

/// <summary>A process that ends with its owner: when disposed, or when this process dies, by whatever cause.</summary>
public sealed class OwnedProcess : IAsyncDisposable
{
    // The shell tells the id of the process, waits for the pipe from its owner to close, and then ends it: no orphan survives a killed run.
    private const string Guard = "exec 2> /dev/null; \"$@\" > /dev/null & child=$!; echo $child; cat > /dev/null; kill -9 $child; wait $child";

    private readonly Process guard;
    private bool isEnded;

    private OwnedProcess(Process guard, int id)
    {
        this.guard = guard;
        Id = id;
    }

    public int Id { get; }

    /// <summary>Starts a program. What it prints is thrown away; it logs to a file.</summary>
    public static async Task<OwnedProcess> StartAsync(string executable, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["-c", Guard, "sh", executable, .. arguments]) start.ArgumentList.Add(argument);
        var guard = Process.Start(start)!;
        return new(guard, int.Parse((await guard.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
    }

    /// <summary>The process does nothing any more (SIGSTOP), and keeps its connections.</summary>
    public void Stop() => Signal("STOP");

    /// <summary>The process goes on where it was stopped (SIGCONT).</summary>
    public void Resume() => Signal("CONT");

    /// <summary>Ends the process at once (SIGKILL), stopped or not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isEnded) return;
        isEnded = true;
        guard.StandardInput.Close();
        await guard.WaitForExitAsync();
        guard.Dispose();
    }

    private void Signal(string signal)
    {
        ObjectDisposedException.ThrowIf(isEnded, this);
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {Id}"]);
        kill.WaitForExit();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"kill -{signal} {Id} failed.");
    }
}
