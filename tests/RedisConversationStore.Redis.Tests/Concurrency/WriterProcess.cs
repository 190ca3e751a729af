using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Conversations.Writer;

namespace Conversations.Redis.Tests.Concurrency;

/// <summary>A process of its own that writes into a room.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process process;
    private readonly List<Acknowledgement> acknowledged = [];
    private readonly Task<string> errors;
    private readonly bool isToBeKilled;

    internal WriterProcess(string connection, string prefix, string roomId, int writers, int events, string seed, int? killAfter = null)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "RedisConversationStore.Writer" + (OperatingSystem.IsWindows() ? ".exe" : "")))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The runtime these tests run on, wherever it is installed.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        foreach (var argument in (string[])[connection, prefix, roomId, $"{writers}", $"{events}", seed]) start.ArgumentList.Add(argument);
        if (killAfter is not null) start.ArgumentList.Add($"{killAfter}");
        isToBeKilled = killAfter is not null;
        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Reads what the process acknowledges until it ends.</summary>
    internal async Task<IReadOnlyList<Acknowledgement>> RunAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // A process that is killed may leave half a line.
            if (line.EndsWith('}')) acknowledged.Add(JsonSerializer.Deserialize<Acknowledgement>(line)!);
        }

        await process.WaitForExitAsync();
        if (process.ExitCode == 0 == isToBeKilled) throw new InvalidOperationException($"A writer ended with {process.ExitCode}: {await errors}");
        return acknowledged;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
