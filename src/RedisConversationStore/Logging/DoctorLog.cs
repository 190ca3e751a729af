using Conversations.Redis.Doctor;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Conversations.Redis.Logging;

/// <summary>What the doctor logs when a host starts, under the ids of <see cref="LogEvents"/>.</summary>
internal sealed partial class DoctorLog(ILogger logger)
{
    internal static DoctorLog To(ILoggerFactory? factory) => new((factory ?? NullLoggerFactory.Instance).CreateLogger<RedisConversationStore>());

    internal void Tell(IReadOnlyList<DoctorFinding> findings)
    {
        foreach (var (severity, code, server, message, advice) in findings)
        {
            if (severity == DoctorSeverity.Information) DoctorRemark(code, server, message, advice);
            else DoctorFinding(severity, code, server, message, advice);
        }

        if (!findings.Any(finding => finding.Severity != DoctorSeverity.Information)) DoctorContent();
    }

    [LoggerMessage(LogEvents.DoctorFailed, LogLevel.Warning, "The doctor could not examine the servers: {Failure}")]
    internal partial void DoctorFailed(string failure);

    [LoggerMessage(LogEvents.DoctorFinding, LogLevel.Warning, "{Severity} {Code} at {Server}: {Message} {Advice}")]
    private partial void DoctorFinding(DoctorSeverity severity, string code, string? server, string message, string advice);

    [LoggerMessage(LogEvents.DoctorRemark, LogLevel.Information, "{Code} at {Server}: {Message} {Advice}")]
    private partial void DoctorRemark(string code, string? server, string message, string advice);

    [LoggerMessage(LogEvents.DoctorContent, LogLevel.Information, "The doctor found nothing wrong with the servers.")]
    private partial void DoctorContent();
}
