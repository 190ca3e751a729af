using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Conversations.Cli.Processes;

namespace Conversations.Cli.Stores;

/// <summary>A redis-server of the machine's own, on a free loopback port with a temporary folder, for commands that measure a Redis. It ends with this process, whatever ends that.</summary>
internal sealed class LocalRedisServer : IAsyncDisposable
{
    private const int MostStarts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(1);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("convstore-redis-");
    private readonly int port = FreePort();
    private GuardedProcess? process;

    private LocalRedisServer()
    {
    }

    /// <summary>Whether there is a redis-server on the PATH.</summary>
    public static bool IsInstalled => FindExecutable() is not null;

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    private string Log => Path.Combine(folder.FullName, "log");

    /// <summary>Starts the redis-server on the PATH, with the append-only file on and synced each second, as a store wants it.</summary>
    /// <exception cref="CliException">There is none, or it does not start.</exception>
    public static async Task<LocalRedisServer> StartAsync(CancellationToken cancellationToken)
    {
        var executable = FindExecutable() ?? throw new CliException(ExitCodes.Usage, "There is no Redis to measure: give --redis CONNECTION, or install redis-server.");
        for (var starts = 1; ; starts++)
        {
            var server = new LocalRedisServer();
            try
            {
                await server.RunAsync(executable, cancellationToken);
                return server;
            }
            catch (CliException) when (server.process!.HasExited && starts < MostStarts)
            {
                // Somebody may have taken the port between the pick and the bind: the next pick is another one.
                await server.DisposeAsync();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();
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

    private async Task RunAsync(string executable, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder.FullName,
            "--save", "", "--appendonly", "yes", "--appendfsync", "everysec", "--daemonize", "no",
        ];
        process = await GuardedProcess.StartAsync(Log, executable, arguments);
        var waited = Stopwatch.StartNew();
        while (!await IsAnsweringAsync(cancellationToken))
        {
            if (process.HasExited || waited.Elapsed > Patience) throw new CliException(ExitCodes.StoreUnavailable, $"redis-server does not start: {LastLine()}");
            await Task.Delay(20, cancellationToken);
        }
    }

    private string LastLine() => File.ReadLines(Log).LastOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? "it does not say why.";

    // Whoever else took the port answers, too: a load must not go there.
    private async Task<bool> IsAnsweringAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(AnswerPatience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
            await using var stream = client.GetStream();
            await stream.WriteAsync("INFO server\r\nQUIT\r\n"u8.ToArray(), patience.Token);
            using var reader = new StreamReader(stream);
            var own = string.Create(CultureInfo.InvariantCulture, $"process_id:{process!.Id}");
            while (await reader.ReadLineAsync(patience.Token) is { } line)
            {
                if (line == own) return true;
            }

            return false;
        }
        catch (Exception silent) when (silent is SocketException or IOException || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
