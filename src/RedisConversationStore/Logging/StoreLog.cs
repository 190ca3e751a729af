using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Conversations.Redis.Logging;

/// <summary>What a store logs, under the ids of <see cref="LogEvents"/>. Never what people wrote, never a secret; of ids only those in the key of a record that somebody has to look at. What the caller gets as an exception is logged below the levels that production keeps, unless it is for the operator.</summary>
internal sealed partial class StoreLog(ILogger logger)
{
    internal static StoreLog None { get; } = new(NullLogger.Instance);

    /// <summary>Whether anybody wants to know of connections.</summary>
    internal bool TellsConnections => logger.IsEnabled(LogLevel.Warning) || logger.IsEnabled(LogLevel.Information);

    /// <summary>Whether anybody wants to know of damage.</summary>
    internal bool TellsDamage => logger.IsEnabled(LogLevel.Error);

    internal static StoreLog To(ILoggerFactory? factory) => factory is null ? None : new(factory.CreateLogger<RedisConversationStore>());

    [LoggerMessage(LogEvents.Connected, LogLevel.Information, "Connected to {Server}.")]
    internal partial void Connected(string server);

    [LoggerMessage(LogEvents.ServerUnreachable, LogLevel.Warning, "{Server} cannot be reached. The store goes on trying; calls that need this server fail until then.")]
    internal partial void ServerUnreachable(string server);

    [LoggerMessage(LogEvents.ConnectionLost, LogLevel.Warning, "The connection to {Server} broke: {Failure}. It is being restored; calls that need this server wait for it until their deadline.")]
    internal partial void ConnectionLost(string server, string failure);

    [LoggerMessage(LogEvents.ConnectionRestored, LogLevel.Information, "Connected to {Server} again after {Seconds:0.0} s.")]
    internal partial void ConnectionRestored(string server, double seconds);

    [LoggerMessage(LogEvents.CredentialsRejected, LogLevel.Warning, "{Server} rejected the user name or password. Calls that need this server fail until the connection string or the server's user is corrected.")]
    internal partial void CredentialsRejected(string server);

    [LoggerMessage(LogEvents.ServerDistrusted, LogLevel.Warning, "{Server} could not be trusted over TLS. Calls that need this server fail until its certificate is valid for its host name and from a trusted authority.")]
    internal partial void ServerDistrusted(string server);

    [LoggerMessage(LogEvents.CallRepeated, LogLevel.Debug, "A call failed ({Reason}) and is made again, for the attempt number {Attempt}.")]
    internal partial void CallRepeated(UnavailableReason reason, int attempt);

    [LoggerMessage(LogEvents.CallGivenUp, LogLevel.Debug, "A call was given up after {Attempts} attempts in {Seconds:0.0} s, the last of which failed ({Reason}). Its caller was told.")]
    internal partial void CallGivenUp(int attempts, double seconds, UnavailableReason reason);

    [LoggerMessage(LogEvents.ReplicasMissing, LogLevel.Warning, "Only {Reached} of {Wanted} replicas had a write within {Seconds:0.###} s. Until enough of them do again, writes happen on the primary and fail all the same.")]
    internal partial void ReplicasMissing(int reached, int wanted, double seconds);

    [LoggerMessage(LogEvents.ReplicasBack, LogLevel.Information, "{Wanted} replicas have the writes in time again.")]
    internal partial void ReplicasBack(int wanted);

    [LoggerMessage(LogEvents.CorruptRecord, LogLevel.Error, "{Operation} met a record that cannot be read, at {Key} (format version {FormatVersion}).")]
    internal partial void CorruptRecord(string operation, string key, int? formatVersion);

    [LoggerMessage(LogEvents.CorruptRecordDeleted, LogLevel.Warning, "A record that cannot be read was deleted with its room, at {Key}. What leads to it from elsewhere may be left.")]
    internal partial void CorruptRecordDeleted(string key);

    [LoggerMessage(LogEvents.LayoutMismatch, LogLevel.Error, "The data under {Key} has layout {Found}, and this version knows {Supported} only. Nothing is read or written.")]
    internal partial void LayoutMismatch(string key, string found, string supported);

    [LoggerMessage(LogEvents.DeletionResumed, LogLevel.Information, "A deletion of a room found {Count} that had not been finished, and finishes them.")]
    internal partial void DeletionResumed(int count);

    [LoggerMessage(LogEvents.StaleHintRemoved, LogLevel.Debug, "A stale entry of an index over rooms is removed.")]
    internal partial void StaleHintRemoved();
}
