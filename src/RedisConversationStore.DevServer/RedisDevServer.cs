using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Garnet;
using Garnet.server;
using Tsavorite.core;

namespace Conversations.DevServer;

/// <summary>
/// A Redis-compatible server inside this process, listening on 127.0.0.1 only, without a password: for tests, demos and
/// development on a machine that has no Redis. Several can run at once, each with its own data.
/// </summary>
/// <remarks>
/// <para>
/// It is Microsoft.Garnet with the options that this library's scripts need; among them, scripts are atomic, which Garnet's
/// default is not. That holds for the keys a script declares in <c>KEYS</c>: others are neither locked nor refused. A real
/// Redis remains the reference.
/// </para>
/// <para>
/// It is <b>not</b> for production, for tests of durability or failover, nor for capacity and memory figures: Garnet stores
/// and evicts differently. It has no cluster, no functions (<c>FCALL</c>), no <c>WAIT</c>, no <c>SPUBLISH</c>, no streams, no
/// <c>MONITOR</c>, no <c>maxmemory</c> settings and no client tracking. A script with keys inside <c>MULTI</c>/<c>EXEC</c>
/// waits for its own lock for ever and takes a processor with it.
/// </para>
/// </remarks>
public sealed class RedisDevServer : IAsyncDisposable
{
    private const int BindAttempts = 20;
    private const string LockFileName = ".devserver.lock";
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly GarnetServer garnet;
    private readonly Folder folder;
    private readonly Lock disposeGate = new();
    private Task? disposal;

    private RedisDevServer(GarnetServer garnet, Folder folder, int port)
    {
        this.garnet = garnet;
        this.folder = folder;
        Port = port;
    }

    /// <summary>The port of 127.0.0.1 on which the server listens; the same before and after <see cref="DisposeAsync"/>.</summary>
    public int Port { get; }

    /// <summary>
    /// What <c>ConnectionMultiplexer.ConnectAsync</c> of StackExchange.Redis takes: the address, and two options that spare the
    /// handshake what only replicated setups need. Append your own with a comma, e.g. <c>+ ",protocol=resp2"</c>.
    /// </summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port},tiebreaker=,configChannel=");

    /// <summary>Starts a server and returns when it accepts connections.</summary>
    /// <param name="options">How; <see langword="null"/> is a server in memory on a free port.</param>
    /// <param name="cancellationToken">Gives up the start. A server that has come up meanwhile is stopped again.</param>
    /// <returns>The running server. Dispose it to stop it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A port outside 1 to 65535, or a memory budget below the least.</exception>
    /// <exception cref="ArgumentException">The data directory is empty or white space.</exception>
    /// <exception cref="IOException">
    /// The port asked for is taken (the inner exception is the <see cref="SocketException"/>), no free port could be bound in
    /// several attempts, or the data directory cannot be used, e.g. because another server has it.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The data directory may not be written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<RedisDevServer> StartAsync(RedisDevServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new RedisDevServerOptions();
        Validate(options);
        cancellationToken.ThrowIfCancellationRequested();

        // Garnet starts and recovers synchronously, and must not do so on the caller's thread.
        var server = await Task.Run(() => Start(options, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return server;
    }

    /// <summary>
    /// Stops the server: closes its port and its connections, writes what is outstanding to the data directory when there is
    /// one, and removes whatever else it left on disk. Calling it again waits for the same stop.
    /// </summary>
    /// <remarks>
    /// A command that never ends (an endless script, a script inside <c>MULTI</c>) cannot be stopped. After ten seconds the
    /// call returns without it: the port is closed, but the command's thread, and the lock on the data directory, stay until
    /// the process ends.
    /// </remarks>
    public ValueTask DisposeAsync()
    {
        lock (disposeGate)
        {
            disposal ??= StopAsync();
        }

        return new ValueTask(disposal);
    }

    private async Task StopAsync()
    {
        // A thread of its own: Garnet waits by spinning until the last command has ended.
        var stop = Task.Factory.StartNew(Stop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await Task.WhenAny(stop, Task.Delay(StopPatience)).ConfigureAwait(false) == stop)
            await stop.ConfigureAwait(false);
    }

    private void Stop()
    {
        try
        {
            if (folder.Persistent)
                garnet.Store.CommitAOFAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        finally
        {
            try
            {
                garnet.Dispose();
            }
            finally
            {
                folder.Dispose();
            }
        }
    }

    private static void Validate(RedisDevServerOptions options)
    {
        if (options.Port is { } port)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(port, 1, nameof(options));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort, nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.MemoryBudgetBytes, RedisDevServerOptions.MinMemoryBudgetBytes, nameof(options));
        if (options.DataDirectory is { } directory)
            ArgumentException.ThrowIfNullOrWhiteSpace(directory, nameof(options));
    }

    private static RedisDevServer Start(RedisDevServerOptions options, CancellationToken cancellationToken)
    {
        var folder = Folder.Open(options.DataDirectory);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var port = options.Port ?? FreePort();
                try
                {
                    return new RedisDevServer(Run(options, folder, port), folder, port);
                }
                catch (Exception e) when (BindFault(e) is not null)
                {
                    // Somebody took the port between the pick and the bind: the next pick is another one.
                    if (options.Port is null && attempt < BindAttempts)
                        continue;

                    var fault = BindFault(e)!;
                    throw new IOException(
                        string.Create(CultureInfo.InvariantCulture, $"The dev server cannot listen on 127.0.0.1:{port}: {fault.Message}."), fault);
                }
            }
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static GarnetServer Run(RedisDevServerOptions options, Folder folder, int port)
    {
        var garnet = new GarnetServer(GarnetOptions(options, folder, port));
        try
        {
            garnet.Start();
            return garnet;
        }
        catch
        {
            garnet.Dispose();
            throw;
        }
    }

    private static GarnetServerOptions GarnetOptions(RedisDevServerOptions options, Folder folder, int port) => new()
    {
        EndPoints = [new IPEndPoint(IPAddress.Loopback, port)],
        QuietMode = true,
        EnableLua = true,
        // Scripts lock their keys. Without it they run side by side and lose updates.
        LuaTransactionMode = true,
        // Garnet dereferences it without a check. The defaults: no time limit, no memory limit, redis.log is silent.
        LuaOptions = new LuaOptions(),
        // Managed file access: the default on Linux loads a native library and reserves kernel resources.
        DeviceType = DeviceType.RandomAccess,
        // 128 MB by default and allocated at once. 16 MB index about 1.8 million keys before chains grow.
        IndexMemorySize = "16m",
        // An eviction budget, committed page by page.
        LogMemorySize = options.MemoryBudgetBytes.ToString(CultureInfo.InvariantCulture),
        // For INFO commandstats: how often each command came from a client.
        CommandStatsMonitor = true,
        // Its histograms come from a copy of HdrHistogram that another package in the application may replace.
        LatencyMonitor = false,
        CheckpointDir = folder.Path,
        EnableAOF = folder.Persistent,
        Recover = folder.Persistent,
        // A damaged folder must not come up as an empty store.
        FailOnRecoveryError = folder.Persistent,
        // The least that goes with Garnet's page sizes.
        AofMemorySize = "64m",
        // Beyond the limit a checkpoint replaces the append-only file, which else grows without an end; whole segments go.
        AofSizeLimit = folder.Persistent ? "256m" : "",
        AofSegmentSize = "64m",
    };

    /// <summary>Garnet wraps the fault of the socket in its own exception.</summary>
    private static SocketException? BindFault(Exception e) => e as SocketException ?? e.InnerException as SocketException;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Where Garnet may write: the caller's folder under a lock, or a temporary path that is gone afterwards.</summary>
    private sealed class Folder : IDisposable
    {
        private readonly FileStream? lockFile;

        private Folder(string path, FileStream? lockFile)
        {
            Path = path;
            this.lockFile = lockFile;
        }

        public string Path { get; }

        public bool Persistent => lockFile is not null;

        public static Folder Open(string? directory)
        {
            // Garnet makes the temporary folder only if it is told to save; the path just keeps it out of the working directory.
            if (directory is null)
                return new Folder(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "devserver-" + Guid.NewGuid().ToString("N")), null);

            var path = System.IO.Path.GetFullPath(directory);
            Directory.CreateDirectory(path);
            try
            {
                return new Folder(
                    path,
                    new FileStream(System.IO.Path.Combine(path, LockFileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException e)
            {
                throw new IOException($"The dev server cannot use the data directory '{path}'; another server may have it open: {e.Message}", e);
            }
        }

        public void Dispose()
        {
            if (lockFile is not null)
                lockFile.Dispose();
            else if (Directory.Exists(Path))
                Directory.Delete(Path, recursive: true);
        }
    }
}
