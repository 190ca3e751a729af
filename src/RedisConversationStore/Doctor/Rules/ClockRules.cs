using System.Globalization;

namespace Conversations.Redis.Doctor.Rules;

/// <summary>Clocks should agree: times of life are counted by servers, and what processes write carries their own time.</summary>
internal static class ClockRules
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    internal static IEnumerable<DoctorFinding> Judge(IReadOnlyList<ServerState> states)
    {
        var clocks = states.Where(state => state.ClockOffset is not null).ToList();
        foreach (var state in clocks)
        {
            var offset = state.ClockOffset!.Value;
            if (offset.Duration() > Tolerance + Doubt(state))
            {
                var direction = offset > TimeSpan.Zero ? "ahead of" : "behind";
                yield return new(DoctorSeverity.Warning, DoctorCodes.ClockSkew, state.Server, $"The server's clock is {Seconds(offset)} {direction} this process's: timestamps of events and times of life disagree.", "Let both machines follow one time service (NTP).");
            }
        }

        if (clocks.Count < 2) yield break;
        var first = clocks.MinBy(state => state.ClockOffset)!;
        var last = clocks.MaxBy(state => state.ClockOffset)!;
        var difference = last.ClockOffset!.Value - first.ClockOffset!.Value;
        if (difference > Tolerance + Doubt(first) + Doubt(last)) yield return new(DoctorSeverity.Warning, DoctorCodes.ClockSkewBetweenServers, last.Server, $"The server's clock is {Seconds(difference)} ahead of that of {first.Server}: after a failover keys expire early or late.", "Let all machines follow one time service (NTP).");
    }

    // In which half of the round trip the server looked at its clock nobody knows.
    private static TimeSpan Doubt(ServerState state) => (state.Latency ?? TimeSpan.Zero) / 2;

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.Duration().TotalSeconds:0.0} s");
}
