using System.Diagnostics;
using System.Reflection;

namespace Conversations.Redis.Load;

/// <summary>The process in which gates are measured. The runtime compiles a method first quickly and then well, when it finds the time; what is allocated differs, so the moment would decide what is measured. There everything is compiled well from the start.</summary>
internal static class GateProcess
{
    internal const string NotOptimized = "gates are those of a release build: add -c Release";

    private const string TieredCompilation = "DOTNET_TieredCompilation";

    /// <summary>Whether the store is built as it is shipped: a debug build allocates more.</summary>
    internal static bool IsOptimized => typeof(RedisConversationStore).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    /// <summary>Whether this is it.</summary>
    internal static bool IsThis => Environment.GetEnvironmentVariable(TieredCompilation) == "0";

    /// <summary>Runs this program again, as it was called, in that process.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "RedisConversationStore.Load" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program, Environment.GetCommandLineArgs()[1..]) { Environment = { [TieredCompilation] = "0" } };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
