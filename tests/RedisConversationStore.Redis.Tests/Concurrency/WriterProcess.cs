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

    internal WriterProcess(string connection, string prefix, string roomId, int writers, int events, string seed, int? holdAfter = null)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "RedisConversationStore.Writer" + (OperatingSystem.IsWindows() ? ".exe" : "")))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The runtime these tests run on, wherever it is installed.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        foreach (var argument in (string[])[connection, prefix, roomId, $"{writers}", $"{events}", seed, .. holdAfter is { } hold ? [$"{hold}"] : Array.Empty<string>()]) start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Reads what the process acknowledges until it ends.</summary>
    /// <param name="killAfter">How many acknowledgements to let it give before it is killed; null to let it end by itself.</param>
    internal async Task<IReadOnlyList<Acknowledgement>> RunAsync(int? killAfter = null)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // A process that is killed may leave half a line.
            if (line.EndsWith('}')) acknowledged.Add(JsonSerializer.Deserialize<Acknowledgement>(line)!);
            if (acknowledged.Count == killAfter) process.Kill();
        }

        await process.WaitForExitAsync();
        if (killAfter is null && process.ExitCode != 0) throw new InvalidOperationException($"A writer failed: {await errors}");
        return acknowledged;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
