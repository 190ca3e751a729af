using System.Globalization;

namespace Conversations.Redis.Doctor.Rules;

/// <summary>A server must bound its memory, and refuse writes rather than drop rooms when it is full.</summary>
internal static class MemoryRules
{
    private const double NearlyFull = 0.9;

    internal static IEnumerable<DoctorFinding> Judge(ServerState state)
    {
        // Some managed servers tell no limit at all.
        if (state.Line("maxmemory").Length == 0) yield break;
        var limit = state.Number("maxmemory");
        if (limit == 0)
        {
            yield return new(DoctorSeverity.Warning, DoctorCodes.NoMaxMemory, state.Server, "maxmemory is 0: the server takes memory until the system ends it.", "Set maxmemory to what the machine can spare, with maxmemory-policy noeviction; convstore plan says how much a load needs.");
            yield break;
        }

        var policy = state.Line("maxmemory_policy");
        const string advice = "Set maxmemory-policy noeviction: a full server then refuses writes, and the store says so.";
        if (policy.StartsWith("allkeys-", StringComparison.Ordinal))
        {
            yield return new(DoctorSeverity.Error, DoctorCodes.EvictionPolicy, state.Server, $"maxmemory-policy is {policy}: a full server drops parts of rooms, and nobody is told.", advice);
        }
        else if (policy.StartsWith("volatile-", StringComparison.Ordinal))
        {
            yield return new(DoctorSeverity.Warning, DoctorCodes.EvictionPolicy, state.Server, $"maxmemory-policy is {policy}: a full server drops idempotency keys, and messages that are delivered again are stored twice.", advice);
        }

        var used = state.Number("used_memory");
        if (used > limit * NearlyFull)
        {
            yield return new(DoctorSeverity.Warning, DoctorCodes.MemoryNearlyFull, state.Server, string.Create(CultureInfo.InvariantCulture, $"{(double)used / limit:0 %} of maxmemory is in use."), "Raise maxmemory, add shards, or delete rooms.");
        }
    }
}
