namespace Conversations.DevServer;

/// <summary>How a <see cref="RedisDevServer"/> is started. Everything has a default: <c>new RedisDevServerOptions()</c> is a server in memory on a free port.</summary>
public sealed record RedisDevServerOptions
{
    /// <summary>The default of <see cref="MemoryBudgetBytes"/>: 16 GiB.</summary>
    public const long DefaultMemoryBudgetBytes = 16L << 30;

    /// <summary>The smallest accepted <see cref="MemoryBudgetBytes"/>: 64 MiB.</summary>
    public const long MinMemoryBudgetBytes = 64L << 20;

    /// <summary>
    /// The port of 127.0.0.1 to listen on, 1 to 65535. The default, <see langword="null"/>, takes a free one;
    /// <see cref="RedisDevServer.Port"/> tells which.
    /// </summary>
    public int? Port { get; init; }

    /// <summary>
    /// A folder that keeps the data: what was written is there again when a server is started on the same folder after
    /// <see cref="RedisDevServer.DisposeAsync"/>. It is made when it does not exist, belongs to one server at a time and holds
    /// Garnet's own files (an append-only file and checkpoints), which no Redis can read. A process that is killed may lose
    /// its last writes. The default, <see langword="null"/>, keeps the data in memory only and leaves nothing on disk.
    /// </summary>
    public string? DataDirectory { get; init; }

    /// <summary>
    /// The memory for keys and values in bytes, <see cref="DefaultMemoryBudgetBytes"/> unless told, at least
    /// <see cref="MinMemoryBudgetBytes"/>. <b>Above it Garnet drops the oldest keys without an error</b>, unlike a Redis that
    /// answers OOM, so the default is far beyond what a test writes. Memory is taken as it is needed, not in advance.
    /// </summary>
    public long MemoryBudgetBytes { get; init; } = DefaultMemoryBudgetBytes;
}
