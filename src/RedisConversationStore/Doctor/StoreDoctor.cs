using System.Security.Cryptography;
using Conversations.Redis.Connection;
using Conversations.Redis.Doctor.Rules;
using Conversations.Redis.Health;
using Conversations.Redis.Logging;
using StackExchange.Redis;

namespace Conversations.Redis.Doctor;

/// <summary>Looks at the servers under a store for what would lose rooms, or keep the store from working, sooner or later.</summary>
/// <remarks>
/// <para>Changes nothing that stays: it writes one key of the prefix to each primary, tries each command that the store needs on it, and removes it; it expires by itself after a minute. A refused try counts as an error in the server's statistics.</para>
/// <para>Needs no other rights than the store. With those to run CONFIG GET, over a connection with <c>allowAdmin</c>, it sees more; where it does not, a finding says so.</para>
/// </remarks>
public static class StoreDoctor
{
    /// <summary>Examines the servers of a connection of the application.</summary>
    /// <param name="connection">The connection; stays the application's.</param>
    /// <param name="options">The options of the store; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the examination.</param>
    /// <returns>The findings, the worst first. A server that does not answer is one of them.</returns>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static Task<IReadOnlyList<DoctorFinding>> ExamineAsync(IConnectionMultiplexer connection, RedisConversationStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var settings = (options ?? new()).Frozen();
        return RunAsync(connection, settings, cancellationToken);
    }

    /// <summary>Connects, examines the servers, and closes the connection.</summary>
    /// <param name="connectionString">As StackExchange.Redis reads it.</param>
    /// <param name="options">The options of the store; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the examination.</param>
    /// <returns>The findings, the worst first.</returns>
    /// <exception cref="ArgumentException">The connection string cannot be read, or an option is outside its range.</exception>
    /// <exception cref="StoreUnavailableException">No server can be reached, or it does not accept the password.</exception>
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(string connectionString, RedisConversationStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var settings = (options ?? new()).Frozen();
        var configuration = Connector.Parse(connectionString);
        configuration.AllowAdmin = true;
        var connection = await Connector.ConnectAsync(configuration, settings.OperationTimeout, cancellationToken).ConfigureAwait(false);
        try
        {
            return await RunAsync(connection, settings, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await Connector.CloseAsync(connection, settings.OperationTimeout).ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<DoctorFinding>> RunAsync(IConnectionMultiplexer connection, RedisConversationStoreOptions options, CancellationToken cancellationToken)
    {
        // Two doctors at the same time must not meet on a key: what one has removed the other would make again, without a time to live.
        var keys = ProbeKeys.For(connection, new KeySpace(options.KeyPrefix), RandomNumberGenerator.GetInt32(1 << 20, 1 << 30));
        var servers = connection.GetServers().Where(server => server.ServerType != ServerType.Sentinel);
        var states = await Task.WhenAll(servers.Select(server => new ServerExaminer(server, options, cancellationToken).ExamineAsync(KeyOf(server)))).ConfigureAwait(false);
        var findings = new List<DoctorFinding>();
        foreach (var state in states)
        {
            findings.AddRange(ServerRules.Judge(state));
            findings.AddRange(MemoryRules.Judge(state));
            findings.AddRange(PersistenceRules.Judge(state));
            findings.AddRange(ReplicationRules.Judge(state, options.WaitForReplicas));
        }

        findings.AddRange(ClusterRules.Judge(states));
        findings.AddRange(ClockRules.Judge(states));
        if (connection.IsConnected && await NotReadyAsync(connection, options, findings, cancellationToken).ConfigureAwait(false) is { } notReady) findings.Add(notReady);
        return [.. findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Server, StringComparer.Ordinal)];

        RedisKey? KeyOf(IServer server) => keys.Find(pair => pair.Server.EndPoint.Equals(server.EndPoint)) is { Server: not null } pair ? pair.Key : (RedisKey?)null;
    }

    private static async Task<DoctorFinding?> NotReadyAsync(IConnectionMultiplexer connection, RedisConversationStoreOptions options, List<DoctorFinding> findings, CancellationToken cancellationToken)
    {
        var store = new StoreConnection(connection, isOwned: false, StoreLog.None);
        var barrier = options.WaitForReplicas > 0 ? new ReplicaBarrier(store, options.WaitForReplicas, options.ReplicaTimeout) : null;
        var health = await new HealthProbe(store, new KeySpace(options.KeyPrefix), barrier).RunAsync(options.OperationTimeout, cancellationToken).ConfigureAwait(false);
        string[] saysMore = health.Reason switch
        {
            StoreHealthReason.Access => [DoctorCodes.MissingRights, DoctorCodes.MissingKeyRights],
            StoreHealthReason.SlotsNotCovered => [DoctorCodes.SlotsNotCovered],
            _ => [],
        };
        return health.IsReady || findings.Exists(finding => saysMore.Contains(finding.Code))
            ? null
            : new(DoctorSeverity.Error, DoctorCodes.NotReady, health.Server, $"A write of the store would fail now ({health.Reason}).", health.Message);
    }
}
