using System.Globalization;

namespace Conversations.Redis.Doctor.Rules;

/// <summary>What a server is, and how it treats this connection.</summary>
internal static class ServerRules
{
    private static readonly Version Oldest = new(7, 0);
    private static readonly TimeSpan LatencyLimit = TimeSpan.FromMilliseconds(10);

    // The client's own, by default: after so many seconds it keeps an idle connection alive with a ping.
    private const long KeepAliveSeconds = 60;

    internal static IEnumerable<DoctorFinding> Judge(ServerState state)
    {
        if (state.Silence is { } silence)
        {
            var severity = state.IsReplica ? DoctorSeverity.Warning : DoctorSeverity.Error;
            yield return new(severity, DoctorCodes.Unreachable, state.Server, silence, "Is it running, and reachable from here? Are user, password and TLS right?");
            yield break;
        }

        if (state.Info is null || state.Settings is null)
        {
            var hidden = state.Info is null ? "INFO and CONFIG GET" : "CONFIG GET";
            yield return new(DoctorSeverity.Information, DoctorCodes.Hidden, state.Server, $"The doctor was not let to ask {hidden}, so part of the server's settings is unknown.", "Run convstore doctor once as a user who may.");
        }

        if (Version.TryParse(state.Line("redis_version"), out var version) && version < Oldest)
        {
            yield return new(DoctorSeverity.Error, DoctorCodes.VersionTooOld, state.Server, $"The server is version {version}.", "Use Redis 7.0 or later, or a server that speaks its commands.");
        }

        if (state.Settings?.GetValueOrDefault("timeout") is { } setting && long.TryParse(setting, CultureInfo.InvariantCulture, out var timeout) && timeout is > 0 and <= KeepAliveSeconds)
        {
            yield return new(DoctorSeverity.Warning, DoctorCodes.IdleTimeout, state.Server, $"The server closes connections that are idle for {timeout} s, before the client's next ping: calls after a pause meet a lost connection.", "Set timeout 0 or more than a minute, or a shorter keepAlive in the connection string.");
        }

        if (state.Latency > LatencyLimit)
        {
            yield return new(DoctorSeverity.Warning, DoctorCodes.HighLatency, state.Server, string.Create(CultureInfo.InvariantCulture, $"The fastest of several commands took {state.Latency.Value.TotalMilliseconds:0.0} ms; every operation of the store takes at least as long."), "Run the server in the same region and network, and look at its load.");
        }

        const string advice = "Give the user the rights listed in docs/security.md, on every node.";
        if (state.RefusedCommands.Count > 0)
        {
            yield return new(DoctorSeverity.Error, DoctorCodes.MissingRights, state.Server, $"The user may not run: {string.Join(", ", state.RefusedCommands)}.", advice);
        }

        if (state.RefusesKeys)
        {
            yield return new(DoctorSeverity.Error, DoctorCodes.MissingKeyRights, state.Server, "The user may not read and write the keys of this prefix.", advice);
        }
    }
}
