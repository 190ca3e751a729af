using System.Globalization;

namespace Conversations.LoadTesting.Planning;

/// <summary>What a profile must be for an answer to mean something.</summary>
internal static class ProfileRules
{
    // What an event takes beside its text: ids, source, times.
    private const int EnvelopeBytes = 512;

    private const double LongestDays = 3660;

    /// <exception cref="ProfileException">A value makes no sense; all that do not are named.</exception>
    internal static void Validate(CapacityProfile profile)
    {
        var problems = Problems(profile).ToList();
        if (problems.Count > 0) throw new ProfileException(string.Join(" ", problems));
    }

    private static IEnumerable<string> Problems(CapacityProfile profile)
    {
        if (!IsWithin(profile.Rooms, 1, 1e10)) yield return Say("rooms", profile.Rooms, "must be 1 or more");
        if (!IsWithin(profile.Participants, 0, 100_000)) yield return Say("participants", profile.Participants, "must be 0 to 100000 in a room");
        if (!IsWithin(profile.Bindings, 0, 10_000)) yield return Say("bindings", profile.Bindings, "must be 0 to 10000 in a room");
        if (!IsWithin(profile.EventsPerRoomPerDay, double.Epsilon, 1e9)) yield return Say("events_per_room_per_day", profile.EventsPerRoomPerDay, "must be above 0");
        if (profile.PayloadBytes < 0) yield return Say("payload_bytes", profile.PayloadBytes, "must be 0 or more");
        if (!IsWithin(profile.MaxEventBytes, 1024, 64 * 1024 * 1024)) yield return Say("max_event_bytes", profile.MaxEventBytes, "must be 1024 to 67108864, as the store takes it");
        else if ((long)profile.PayloadBytes + EnvelopeBytes > profile.MaxEventBytes) yield return Say("payload_bytes", profile.PayloadBytes, string.Create(CultureInfo.InvariantCulture, $"does not fit: the largest event is {profile.MaxEventBytes} bytes (max_event_bytes), of which {EnvelopeBytes} are kept for ids and source"));
        if (!IsWithin(profile.PeakFactor, 1, 100_000)) yield return Say("peak_factor", profile.PeakFactor, "must be 1 or more: the peak cannot be below the mean");
        if (!IsWithin(profile.RetentionDays, 1, LongestDays)) yield return Say("retention_days", profile.RetentionDays, "must be 1 to 3660: what is not kept needs no store");
        if (!IsWithin(profile.Replicas, 1, 10_000)) yield return Say("replicas", profile.Replicas, "must be 1 to 10000");
        if (!IsWithin(profile.ReadShare, 0, 0.999)) yield return Say("read_share", profile.ReadShare, "must be 0 to 0.999, a share of all operations: something must be written, too");
        if (!IsWithin(profile.PageSize, 1, EventLimits.MaxPageLimit)) yield return Say("page_size", profile.PageSize, "must be 1 to 1000");
        if (profile.IdempotencyKeys && !IsWithin(profile.IdempotencyHours, 1e-6, 366 * 24)) yield return Say("idempotency_hours", profile.IdempotencyHours, "must be above 0 and at most 8784 (366 days)");
        if (!IsWithin(profile.Headroom, 0, 0.9)) yield return Say("headroom", profile.Headroom, "must be 0 to 0.9, a share of a shard");
        if (profile.ShardMemoryGib is { } memory && !IsWithin(memory, 0.01, 100_000)) yield return Say("shard_memory_gib", memory, "must be 0.01 or more");
        if (!IsWithin(profile.NetworkMegabits, 0.1, 10_000_000)) yield return Say("network_megabits", profile.NetworkMegabits, "must be 0.1 or more");
    }

    // False for what is not a number.
    private static bool IsWithin(double value, double least, double most) => value >= least && value <= most;

    private static string Say(string name, double value, string rule) => string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it {rule}.");
}
