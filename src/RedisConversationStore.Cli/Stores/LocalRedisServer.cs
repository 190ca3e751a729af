using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Conversations.Cli.Stores;

/// <summary>A redis-server of the machine's own, on a free loopback port with a temporary folder, for commands that measure a Redis. It ends with this process, whatever ends that.</summary>
internal sealed class LocalRedisServer : IAsyncDisposable
{
    // The shell tells the id of the server, waits for the pipe from this process to close, and then ends it.
    private const string Guard = "exec 2> /dev/null; \"$@\" > /dev/null & child=$!; echo $child; cat > /dev/null; kill -9 $child; wait $child";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo folder;
    private readonly Process guard;

    private LocalRedisServer(DirectoryInfo folder, Process guard, int port)
    {
        this.folder = folder;
        this.guard = guard;
        ConnectionString = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
    }

    /// <summary>Whether there is a redis-server on the PATH.</summary>
    public static bool IsInstalled => FindExecutable() is not null;

    public string ConnectionString { get; }

    /// <summary>Starts the redis-server on the PATH, with the append-only file on and synced each second, as a store wants it.</summary>
    /// <exception cref="CliException">There is none, or it does not start.</exception>
    public static async Task<LocalRedisServer> StartAsync(CancellationToken cancellationToken)
    {
        var executable = FindExecutable() ?? throw new CliException(ExitCodes.Usage, "There is no Redis to measure: give --redis CONNECTION, or install redis-server.");
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("convstore-redis-");
        string[] arguments =
        [
            "-c", Guard, "sh", executable, "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder.FullName,
            "--save", "", "--appendonly", "yes", "--appendfsync", "everysec", "--daemonize", "no",
        ];
        var start = new ProcessStartInfo("/bin/sh", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var server = new LocalRedisServer(folder, Process.Start(start)!, port);
        try
        {
            await AcceptingAsync(port, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        guard.StandardInput.Close();
        await guard.WaitForExitAsync();
        guard.Dispose();
        folder.Delete(recursive: true);
    }

    private static string? FindExecutable() =>
        OperatingSystem.IsWindows() ? null : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(directory => Path.Combine(directory, "redis-server")).FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task AcceptingAsync(int port, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return;
            }
            catch (SocketException refused) when (waited.Elapsed > Patience)
            {
                throw new CliException(ExitCodes.StoreUnavailable, "redis-server does not start.", refused);
            }
            catch (SocketException)
            {
                await Task.Delay(20, cancellationToken);
            }
        }
    }
}
