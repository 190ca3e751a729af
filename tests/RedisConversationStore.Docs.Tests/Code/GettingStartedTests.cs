using System.Diagnostics;

namespace Conversations.Docs.Tests;

/// <summary>The program of docs/getting-started.md, compiled, and run as a process of its own.</summary>
public sealed class GettingStartedTests
{
    private static readonly Page GettingStarted = Page.At("docs/getting-started.md");

    [Fact]
    public async Task The_program_prints_what_the_page_says_the_first_time_and_the_second()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var redis = await RedisServerProcess.StartAsync();

        // Beside what it references, under the name that no assembly here has.
        var program = Path.Combine(AppContext.BaseDirectory, "hello-store.dll");
        await using (var file = File.Create(program))
        {
            var emitted = PageCode.Program(GettingStarted.CodeBlocks.Single(block => block.FileName == PageCode.ConsoleProgram)).Emit(file, cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        }

        var shown = GettingStarted.CodeBlocks.Where(block => block.Language == "text").Select(block => block.Code).ToArray();
        Assert.Equal(2, shown.Length);
        foreach (var output in shown) Assert.Equal(output, await RunAsync(program, redis.ConnectionString));
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var settings = Path.Combine(AppContext.BaseDirectory, typeof(GettingStartedTests).Assembly.GetName().Name!);
        using var process = Process.Start(new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["exec", "--runtimeconfig", settings + ".runtimeconfig.json", "--depsfile", settings + ".deps.json", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (process.ExitCode, await errors));
        return (await output).TrimEnd();
    }
}
