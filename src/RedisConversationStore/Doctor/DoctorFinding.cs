namespace Conversations.Redis.Doctor;

/// <summary>How bad a finding is.</summary>
public enum DoctorSeverity
{
    /// <summary>Worth knowing, and a choice that many make.</summary>
    Information,

    /// <summary>The store works, and something is likely to go wrong later.</summary>
    Warning,

    /// <summary>The store does not work, or will lose what it acknowledged.</summary>
    Error,
}

/// <summary>One thing that the doctor found about a server.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">What it is: one of <see cref="DoctorCodes"/>.</param>
/// <param name="Server">The server, as host and port; null when it is about all of them.</param>
/// <param name="Message">What is wrong, for people. Never contains a secret.</param>
/// <param name="Advice">What to do.</param>
public sealed record DoctorFinding(DoctorSeverity Severity, string Code, string? Server, string Message, string Advice);
