using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Conversations.Testing;

/// <summary>A redis-server process on a free loopback port with a temporary folder. It ends with its owner: when disposed, or when its process dies, by whatever cause.</summary>
public sealed class RedisServerProcess : IAsyncDisposable
{
    public const string Missing = "there is no redis-server on the PATH; install it to run this part";

    private static readonly AsyncLocal<string?> Instead = new();

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string executable;
    private readonly string[] settings;
    private OwnedProcess? process;

    private RedisServerProcess(string executable, string[] settings)
    {
        this.executable = executable;
        this.settings = settings;
    }

    public int Port { get; } = FreePort.Find();

    /// <summary>Where the server keeps its files.</summary>
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("conversations-redis-");

    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <summary>The redis-server on the PATH, or what <see cref="Use"/> named.</summary>
    public static string? FindExecutable() =>
        Instead.Value ?? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists);

    /// <summary>From here on, and in this asynchronous flow only, servers are started from another binary.</summary>
    public static void Use(string executable) => Instead.Value = executable;

    /// <summary>Starts a server that keeps nothing on disk.</summary>
    /// <param name="settings">Further settings, such as <c>--requirepass secret</c>.</param>
    public static Task<RedisServerProcess> StartAsync(params string[] settings) =>
        StartFromAsync(FindExecutable() ?? throw new InvalidOperationException(Missing), settings);

    /// <summary>Starts a server that keeps nothing on disk, from a binary of Redis or of what is called like it.</summary>
    public static async Task<RedisServerProcess> StartFromAsync(string executable, params string[] settings)
    {
        var server = new RedisServerProcess(executable, settings);
        await server.RestartAsync();
        return server;
    }

    /// <summary>The server answers nothing any more, and keeps its connections (SIGSTOP).</summary>
    public void Stop() => process!.Stop();

    /// <summary>The server goes on where it was stopped (SIGCONT).</summary>
    public void Resume() => process!.Resume();

    /// <summary>The server is gone at once (SIGKILL); its files stay.</summary>
    public ValueTask KillAsync() => process!.DisposeAsync();

    /// <summary>Starts the server again after it was killed, on the same port and in the same folder, and waits until it accepts connections.</summary>
    /// <param name="more">Settings for this time only, beside those it was first started with.</param>
    public async Task RestartAsync(params string[] more)
    {
        string[] arguments =
        [
            "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", Folder.FullName, "--logfile", Path.Combine(Folder.FullName, "log"),
            "--save", "", "--appendonly", "no", "--daemonize", "no", .. settings, .. more,
        ];
        process = await OwnedProcess.StartAsync(executable, arguments);
        await AcceptingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Folder.Delete(recursive: true);
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
                var log = Path.Combine(Folder.FullName, "log");
                throw new IOException("redis-server did not start: " + (File.Exists(log) ? await File.ReadAllTextAsync(log) : "no log"));
            }
        }
    }
}
