using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Conversations.Testing;

/// <summary>A redis-server process on a free loopback port with a temporary folder. It ends with its owner: when disposed, or when its process dies, by whatever cause.</summary>
public sealed class RedisServerProcess : IAsyncDisposable
{
    public const string Missing = "there is no redis-server on the PATH; install it to run this part";

    // The shell waits for the pipe from this process to close, and then ends the server: no orphan survives a killed run.
    private const string Guard = "\"$@\" & child=$!; cat > /dev/null; kill -9 $child 2> /dev/null; wait $child";

    // Below the ports that systems give to outgoing connections: a server that is started again finds its port free.
    private const int LowestPort = 15_000;
    private const int HighestPort = 32_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ProcessStartInfo start;
    private readonly DirectoryInfo folder;
    private Process? process;

    private RedisServerProcess(ProcessStartInfo start, DirectoryInfo folder, int port)
    {
        this.start = start;
        this.folder = folder;
        Port = port;
    }

    public int Port { get; }

    public string ConnectionString => $"127.0.0.1:{Port}";

    public static string? FindExecutable() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists);

    /// <summary>Starts a server that keeps nothing on disk.</summary>
    /// <param name="settings">Further settings, such as <c>--requirepass secret</c>.</param>
    public static async Task<RedisServerProcess> StartAsync(params string[] settings)
    {
        var executable = FindExecutable() ?? throw new InvalidOperationException(Missing);
        var folder = Directory.CreateTempSubdirectory("conversations-redis-");
        var port = FreePort();
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-c", Guard, "sh", executable,
            "--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder.FullName, "--logfile", Path.Combine(folder.FullName, "log"),
            "--save", "", "--appendonly", "no", "--daemonize", "no", .. settings,
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var server = new RedisServerProcess(start, folder, port);
        await server.RestartAsync();
        return server;
    }

    /// <summary>Kills the server with what it has not written to disk; its port and folder stay its own.</summary>
    public async Task KillAsync()
    {
        if (process is null) return;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Starts a server that was killed again, on the same port and in the same folder.</summary>
    public async Task RestartAsync()
    {
        process = Process.Start(start)!;
        await AcceptingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(LowestPort, HighestPort));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Somebody's: another one, then.
            }
        }
    }

    private async Task AcceptingAsync()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (waited.Elapsed < Patience)
            {
                await Task.Delay(20);
            }
            catch (SocketException)
            {
                var log = Path.Combine(folder.FullName, "log");
                throw new IOException("redis-server did not start: " + (File.Exists(log) ? await File.ReadAllTextAsync(log) : "no log"));
            }
        }
    }
}
