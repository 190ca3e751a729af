using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>Under which index entries a room is listed: by all rooms, by its organisation, by its status, and by both. Kept in the room itself, so that whoever changes status or organisation knows which entries become obsolete.</summary>
/// <param name="Nonce">The nonce of the entries.</param>
/// <param name="Status">The status they were written for.</param>
/// <param name="OrganizationId">The organisation they were written for.</param>
internal readonly record struct RoomHint(string Nonce, string Status, string? OrganizationId)
{
    /// <summary>The form in the room's hash: nonce, zero byte, status, and with an organisation a zero byte and its id.</summary>
    internal RedisValue Format() => OrganizationId is null ? $"{Nonce}\0{Status}" : $"{Nonce}\0{Status}\0{OrganizationId}";

    internal static RoomHint Parse(string text)
    {
        var parts = text.Split('\0');
        return parts.Length is 2 or 3 ? new(parts[0], parts[1], parts.Length == 3 ? parts[2] : null) : throw new FormatException("The room's hint is damaged.");
    }

    /// <summary>The entries in all the indices of rooms.</summary>
    internal List<HintEntry> Entries(KeySpace keys, string roomId, DateTimeOffset createdAt)
    {
        var member = HintMember.Create(roomId, Nonce);
        var score = Instants.ToMicroseconds(createdAt);
        var entries = new List<HintEntry>(4)
        {
            new(keys.Rooms(null, null), member, score),
            new(keys.Rooms(null, Status), member, score),
        };
        if (OrganizationId is not null)
        {
            entries.Add(new(keys.Rooms(OrganizationId, null), member, score));
            entries.Add(new(keys.Rooms(OrganizationId, Status), member, score));
        }

        return entries;
    }
}

/// <summary>One entry of an index that crosses rooms.</summary>
/// <param name="Key">The index, a sorted set.</param>
/// <param name="Member">See <see cref="HintMember"/>.</param>
/// <param name="Score">The room's created_at in microseconds, which orders the index.</param>
internal readonly record struct HintEntry(RedisKey Key, RedisValue Member, long Score);

internal static class HintEntries
{
    internal static IReadOnlyList<RedisKey> Keys(this List<HintEntry> entries) => entries.ConvertAll(entry => entry.Key);
}
