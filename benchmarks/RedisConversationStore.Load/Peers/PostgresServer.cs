using System.Diagnostics;
using System.Globalization;
using Conversations.Testing;
using Npgsql;

namespace Conversations.Redis.Load;

/// <summary>A PostgreSQL server on a free loopback port with a temporary folder. It ends with its owner, by whatever cause. PostgreSQL refuses to run as root; then it runs as the user of Debian's package.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    internal const string Missing = "there is no PostgreSQL under " + InstallFolder + "; install it to run this part";

    private const string InstallFolder = "/usr/lib/postgresql";
    private const string User = "postgres";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string binaries;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("conversations-postgres-");
    private readonly int port = FreePort.Find();
    private OwnedProcess? process;

    private PostgresServer(string binaries) => this.binaries = binaries;

    internal string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username={User};Database=postgres");

    /// <summary>What it is and how it keeps its promises, for whoever reads the figures.</summary>
    internal string Description { get; private set; } = "";

    private string Data => Path.Combine(folder.FullName, "data");

    /// <summary>The folder of the newest PostgreSQL that Debian's packages installed.</summary>
    internal static string? FindBinaries() =>
        !Directory.Exists(InstallFolder) ? null : Directory.EnumerateDirectories(InstallFolder)
            .Select(version => Path.Combine(version, "bin"))
            .Where(binaries => File.Exists(Path.Combine(binaries, "postgres")))
            .MaxBy(binaries => double.Parse(Path.GetFileName(Path.GetDirectoryName(binaries))!, CultureInfo.InvariantCulture));

    internal static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer(FindBinaries() ?? throw new InvalidOperationException(Missing));
        try
        {
            if (Environment.IsPrivilegedProcess) await RunAsync("chown", User, server.folder.FullName);
            await RunAsync([.. server.AsUser("initdb"), "-D", server.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]);
            await server.StartProcessAsync();
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
        if (process is not null)
        {
            // A server that is killed leaves its shared memory behind; one that stops does not.
            await RunAsync([.. AsUser("pg_ctl"), "stop", "-D", Data, "-m", "immediate"]);
            await process.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    private async Task StartProcessAsync()
    {
        // Settings of a server that is meant to be used: memory for its pages, and no checkpoint in the middle of a round.
        string[] command =
        [
            .. AsUser("postgres"), "-D", Data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={folder.FullName}",
            "-c", "shared_buffers=512MB", "-c", "max_wal_size=8GB", "-c", "checkpoint_timeout=30min", "-c", "max_connections=200",
        ];
        process = await OwnedProcess.StartAsync(command[0], command[1..]);
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                await connection.OpenAsync();
                await using var version = new NpgsqlCommand("select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')", connection);
                Description = $"{await version.ExecuteScalarAsync()}, data on {new DriveInfo(folder.FullName).DriveFormat}";
                return;
            }
            catch (NpgsqlException) when (waited.Elapsed < Patience)
            {
                await Task.Delay(50);
            }
        }
    }

    // setpriv becomes the program, where others would stay as its parent: who ends the process ends the server.
    private string[] AsUser(string program)
    {
        var path = Path.Combine(binaries, program);
        return Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups", path] : [path];
    }

    private static async Task RunAsync(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} failed: {errors}{await output}");
    }
}
