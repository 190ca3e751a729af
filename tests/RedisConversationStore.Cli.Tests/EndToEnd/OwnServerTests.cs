using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Conversations.Testing;

namespace Conversations.Cli.Tests.EndToEnd;

/// <summary>The redis-server that the tool starts itself, when starting goes wrong: a script of that name is on the PATH.</summary>
public sealed class OwnServerTests
{
    private const string ShellOnly = "the fake server is a shell script";

    private static readonly string[] Bench = ["bench", "--json", "--rooms", "3", "--processes", "1", "--warm-up", "0", "--duration", "1"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bench")]
    [InlineData("plan")]
    public async Task A_server_that_ends_at_once_is_told_with_its_last_word(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), ShellOnly);
        using var folder = new TemporaryFolder();
        using var process = Start(folder, "echo reading the settings; echo 'Bad directive' >&2; echo; exit 1", command, "--json");
        var result = await Tool.EndAsync(process);
        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.Equal("convstore: redis-server does not start: Bad directive", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public async Task A_server_whose_port_somebody_else_took_is_started_on_another_one_and_the_other_gets_no_load()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        using var folder = new TemporaryFolder();
        var (portFile, asked) = (folder.File("port"), folder.File("asked"));

        // The first time it tells its port, and ends when it may; the second time it is the real one.
        using var process = Start(folder, $"""
            if [ -e '{portFile}' ]; then exec '{RedisServerProcess.FindExecutable()}' "$@"; fi
            echo "$2" > '{portFile}.part'; mv '{portFile}.part' '{portFile}'
            until [ -e '{asked}' ]; do sleep 0.02; done
            echo 'bind: Address already in use'; exit 1
            """, Bench);
        var running = Tool.EndAsync(process);
        while (!File.Exists(portFile) && !running.IsCompleted) await Task.Delay(20, Token);
        using var somebody = new TcpListener(IPAddress.Loopback, int.Parse(await File.ReadAllTextAsync(portFile, Token), CultureInfo.InvariantCulture));
        somebody.Start();
        using (var client = await somebody.AcceptTcpClientAsync(Token))
        {
            await client.GetStream().WriteAsync("$16\r\nprocess_id:99999\r\n\r\n"u8.ToArray(), Token);
            await File.WriteAllTextAsync(asked, "", Token);
            var result = await running;
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            Assert.StartsWith("Redis ", JsonDocument.Parse(Assert.Single(result.OutputLines)).RootElement.GetProperty("server").GetProperty("version").GetString(), StringComparison.Ordinal);
        }
    }

    private static Process Start(TemporaryFolder folder, string script, params string[] arguments)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException(ShellOnly);
        File.SetUnixFileMode(folder.File("redis-server", $"#!/bin/sh\n{script}\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = Tool.StartInfo(arguments);
        start.Environment["PATH"] = $"{folder.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        return Process.Start(start)!;
    }
}
