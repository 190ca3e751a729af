using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Conversations.LoadTesting;

namespace Conversations.Cli.Processes;

/// <summary>The same tool once more, in a process of its own, as its parent sees it: lines in, lines out.</summary>
internal sealed class ToolProcess : IWorkerProcess
{
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(3);

    private readonly Process process;
    private readonly Channel<string> outbox = Channel.CreateUnbounded<string>(new() { SingleReader = true });
    private readonly string command;
    private readonly Action<string> onLine;
    private readonly Task sending;
    private readonly Task<string?> complaints;
    private Task receiving = Task.CompletedTask;
    private volatile bool isEnding;

    private ToolProcess(Process process, string command, Action<string> onLine)
    {
        this.process = process;
        this.command = command;
        this.onLine = onLine;
        sending = SendAllAsync();
        complaints = LastComplaintAsync();
    }

    /// <summary>Ends with the process: with an error if nobody asked it to end.</summary>
    public Task Ended => receiving;

    /// <summary>Starts a process and waits until it says its first line, which is that it is connected.</summary>
    /// <param name="command">The command of the tool that it runs.</param>
    /// <param name="firstLine">What it is told first.</param>
    /// <param name="onLine">Called with every line but the first, one at a time.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<ToolProcess> StartAsync(string command, string firstLine, Action<string> onLine, CancellationToken cancellationToken)
    {
        var process = Process.Start(StartInfo(command)) ?? throw new InvalidOperationException("The process did not start.");
        var tool = new ToolProcess(process, command, onLine);
        try
        {
            tool.Post(firstLine);
            if (await process.StandardOutput.ReadLineAsync(cancellationToken) is null) throw await tool.UnexpectedEndAsync();
            tool.receiving = tool.ReceiveAllAsync();
            return tool;
        }
        catch
        {
            await tool.KillAsync();
            throw;
        }
    }

    /// <summary>Puts a line in the queue to the process. A dead one takes it and does nothing.</summary>
    public void Post(string line) => outbox.Writer.TryWrite(line);

    /// <summary>Ends the process at once, in the middle of whatever it does, and returns when its last line has been read.</summary>
    public async Task KillAsync()
    {
        isEnding = true;
        outbox.Writer.TryComplete();
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        await process.WaitForExitAsync(CancellationToken.None);
        await DrainAsync();
    }

    /// <summary>Closes its standard input, which ends it, and kills it if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        isEnding = true;
        outbox.Writer.TryComplete();
        await sending;
        using var patience = new CancellationTokenSource(ExitPatience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        await DrainAsync();
    }

    /// <summary>Reads what is left in the pipes. How the process ended is <see cref="Ended"/>'s to tell.</summary>
    private async Task DrainAsync()
    {
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await complaints;
        process.Dispose();
    }

    /// <summary>The same program once more: the executable it runs from, or the runtime with the assembly.</summary>
    private static ProcessStartInfo StartInfo(string command)
    {
        var executable = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown.");
        var start = new ProcessStartInfo(executable)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(executable).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(typeof(ToolProcess).Assembly.Location);
        }

        start.ArgumentList.Add(command);
        return start;
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var line in outbox.Reader.ReadAllAsync())
            {
                await process.StandardInput.WriteLineAsync(line);
                await process.StandardInput.FlushAsync();
            }

            process.StandardInput.Close();
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException or ObjectDisposedException)
        {
            // The process is gone; what it did not answer is for its parent to send to another.
        }
    }

    private async Task ReceiveAllAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            try
            {
                onLine(line);
            }
            catch (JsonException) when (isEnding)
            {
                // The kill cut its last line off.
            }
        }

        if (!isEnding) throw await UnexpectedEndAsync();
    }

    private async Task<CliException> UnexpectedEndAsync()
    {
        await process.WaitForExitAsync();
        var last = await complaints;
        var exitCode = process.ExitCode == ExitCodes.StoreUnavailable ? ExitCodes.StoreUnavailable : ExitCodes.Internal;
        return new(exitCode, last is null ? $"A {command} ended unexpectedly with exit code {process.ExitCode}." : $"A {command} ended: {last}");
    }

    private async Task<string?> LastComplaintAsync()
    {
        string? last = null;
        while (await process.StandardError.ReadLineAsync() is { } line) last = line;
        return last?.Replace("convstore: ", "", StringComparison.Ordinal);
    }
}
