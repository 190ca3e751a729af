using StackExchange.Redis;

namespace Conversations.LoadTesting.Planning;

/// <summary>Asks the servers what they did and what they use.</summary>
internal sealed class ServerProbe(IConnectionMultiplexer connection)
{
    internal IDatabase Database { get; } = connection.GetDatabase();

    internal IReadOnlyList<IServer> Primaries { get; } = [.. connection.GetServers().Where(server => server is { IsConnected: true, IsReplica: false })];

    internal Task<ServerSnapshot> ReadAsync() => ServerSnapshot.ReadAsync(Primaries);

    /// <summary>The data memory once it stands still: what was removed may still be being given back.</summary>
    internal async Task<ServerSnapshot> SettleAsync(CancellationToken cancellationToken)
    {
        const int MostLooks = 20;
        const int Calm = 4096;
        var before = await ReadAsync().ConfigureAwait(false);
        for (var look = 0; ; look++)
        {
            await Task.Delay(150, cancellationToken).ConfigureAwait(false);
            var now = await ReadAsync().ConfigureAwait(false);
            if (look == MostLooks || Math.Abs(now.DataMemory - before.DataMemory) < Calm) return now;
            before = now;
        }
    }
}
