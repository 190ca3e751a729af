using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>One thing an audit looks at: a key, a record, an event, an entry. It holds names only and reads when it is looked at, so that it can be looked at again.</summary>
internal abstract class AuditItem
{
    /// <summary>Reads the thing and what belongs to it, and says what is wrong. A thing that is gone is in order.</summary>
    internal abstract Task LookAsync(Suspicions found, CancellationToken cancellationToken);
}

/// <summary>What is wrong with an item at one look.</summary>
internal sealed class Suspicions
{
    internal List<Suspicion> All { get; } = [];

    /// <param name="code">One of <see cref="AuditCodes"/>.</param>
    /// <param name="key">Where it is.</param>
    /// <param name="roomId">The room it is about.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="subject">Tells it from others with the code in the same key: the id, the nonce.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="repair">Puts it right; may find that it must not, yet.</param>
    internal void Add(string code, RedisKey key, string? roomId, string message, string subject = "", AuditSeverity severity = AuditSeverity.Error, Func<CancellationToken, Task>? repair = null) =>
        All.Add(new(new(severity, code, key.ToString(), roomId, message, repair is not null), subject, repair));
}

/// <summary>A finding that a second look must confirm.</summary>
internal sealed record Suspicion(AuditFinding Finding, string Subject, Func<CancellationToken, Task>? Repair)
{
    /// <summary>The incarnation of the room at the end of the look; null when there is no room.</summary>
    internal string? Epoch { get; set; }

    internal bool IsSameAs(Suspicion other) =>
        Epoch == other.Epoch && Finding.Code == other.Finding.Code && Finding.Key == other.Finding.Key && Subject == other.Subject;
}
