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

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly DirectoryInfo folder;

    private RedisServerProcess(Process process, DirectoryInfo folder, int port)
    {
        this.process = process;
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
        var server = new RedisServerProcess(Process.Start(start)!, folder, port);
        await server.AcceptingAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
