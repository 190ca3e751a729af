using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Conversations.Faults.Driving;

/// <summary>A driver in a process of its own. It ends when it is asked to, when it is disposed, or with this process.</summary>
public sealed class DriverProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> complaints;
    private Task receiving = Task.CompletedTask;
    private long acknowledged;

    private DriverProcess(Process process)
    {
        this.process = process;
        complaints = process.StandardError.ReadToEndAsync();
    }

    public int ProcessId => process.Id;

    /// <summary>How many writes the store has acknowledged to this driver so far.</summary>
    public long Acknowledged => Interlocked.Read(ref acknowledged);

    /// <summary>Starts a driver and waits until it is connected and its callers run.</summary>
    public static async Task<DriverProcess> StartAsync(DriverSettings settings, CancellationToken cancellationToken)
    {
        var driver = new DriverProcess(Process.Start(StartInfo())!);
        try
        {
            // Through standard input, where no list of processes shows a password.
            await driver.process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(settings, DriverJson.Default.DriverSettings));
            await driver.process.StandardInput.FlushAsync(cancellationToken);
            if (await driver.process.StandardOutput.ReadLineAsync(cancellationToken) is null) throw await driver.UnexpectedEndAsync();
            driver.receiving = driver.ReceiveAsync();
            return driver;
        }
        catch
        {
            await driver.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks the driver to start no more calls, and waits until those that run have ended and are recorded.</summary>
    public async Task StopAsync()
    {
        process.StandardInput.Close();
        await receiving;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw await UnexpectedEndAsync();
    }

    /// <summary>Ends the process at once, in the middle of its calls. What it recorded stays.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await receiving;
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private static ProcessStartInfo StartInfo()
    {
        var executable = Path.Combine(AppContext.BaseDirectory, "RedisConversationStore.Faults" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(executable, [DriverHost.CommandName])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The runtime this process runs on, wherever it is installed.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return start;
    }

    private async Task ReceiveAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // A process that is killed may leave half a line.
            if (long.TryParse(line, CultureInfo.InvariantCulture, out var count)) Interlocked.Exchange(ref acknowledged, count);
        }
    }

    private async Task<InvalidOperationException> UnexpectedEndAsync()
    {
        await process.WaitForExitAsync();
        return new($"A driver ended with exit code {process.ExitCode}: {await complaints}");
    }
}
