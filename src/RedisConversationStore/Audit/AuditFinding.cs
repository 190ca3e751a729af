namespace Conversations.Redis.Audit;

/// <summary>How bad a finding is.</summary>
public enum AuditSeverity
{
    /// <summary>Legitimate, and worth knowing: a gap that a deletion left, a write that is on its way.</summary>
    Information,

    /// <summary>Something is left over. No answer is wrong because of it.</summary>
    Warning,

    /// <summary>A promise of the store is broken: something cannot be read, or cannot be found, or is counted wrongly.</summary>
    Error,
}

/// <summary>One thing an audit found.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">What it is: one of <see cref="AuditCodes"/>.</param>
/// <param name="Key">The key it was found in.</param>
/// <param name="RoomId">The room it is about; null when it is about none.</param>
/// <param name="Message">What is wrong, for people.</param>
/// <param name="IsRepairable">Whether a repair can put it right, now or once it is old enough. Truth is never touched, so damage to it is not repairable.</param>
public sealed record AuditFinding(AuditSeverity Severity, string Code, string Key, string? RoomId, string Message, bool IsRepairable)
{
    /// <summary>Whether this audit put it right, and looked again to be sure.</summary>
    public bool IsRepaired { get; init; }

    /// <summary>Whether something is still wrong.</summary>
    public bool IsProblem => Severity != AuditSeverity.Information && !IsRepaired;
}
