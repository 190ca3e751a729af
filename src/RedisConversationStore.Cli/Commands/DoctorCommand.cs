using System.CommandLine;
using Conversations.Cli.Stores;
using Conversations.Redis;
using Conversations.Redis.Doctor;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore doctor</c>.</summary>
internal static class DoctorCommand
{
    public static Command Create(GlobalOptions global)
    {
        var replicas = Numbers.Option("--wait-for-replicas", "For how many replicas the bot's writes wait (WaitForReplicas).", 0, 0, 16);
        var command = new Command("doctor", "Looks at the servers under a store for what would lose rooms, or keep the store from working. Exit code 1 when there is an error among the findings.") { replicas };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = global.ExistingTarget(parsed);
            await using var session = await StoreSession.OpenAsync(target, cancellationToken);
            var options = new RedisConversationStoreOptions { KeyPrefix = target.Prefix, WaitForReplicas = parsed.Int(replicas) };
            var findings = await StoreDoctor.ExamineAsync(session.Connection, options, cancellationToken);
            DoctorView.Show(findings, global.Json(parsed));
            var errors = findings.Count(finding => finding.Severity == DoctorSeverity.Error);
            return errors == 0 ? ExitCodes.Ok : throw new CliException(ExitCodes.VerificationFailed, $"The servers are not in order: {errors} errors. The first: {findings[0].Code}: {findings[0].Message}");
        });
        return command;
    }
}
