using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>Takes key names apart, for whoever walks a store. What it finds it forms again with <see cref="KeySpace"/>, and only the very same bytes count: so it can be wrong about no key, and a key the store would never form is none of its own.</summary>
internal static class KeyParser
{
    internal static StoredKey? Parse(KeySpace keySpace, string prefix, RedisKey key)
    {
        var name = key.ToString();
        if (!name.StartsWith(prefix, StringComparison.Ordinal) || name.Length <= prefix.Length || name[prefix.Length] != ':') return null;
        var rest = name[(prefix.Length + 1)..];
        if (rest.Contains(":{", StringComparison.Ordinal) && !rest.StartsWith('{')) return ParseBesideIdentity(keySpace, prefix, key, rest);
        return rest.StartsWith('{') ? ParseRoom(keySpace, key, rest) : ParseShared(keySpace, key, rest.Split(':'));
    }

    private static StoredKey? ParseRoom(KeySpace keySpace, RedisKey key, string rest)
    {
        var end = rest.IndexOf("}:", StringComparison.Ordinal);
        if (end < 0) return null;
        var roomId = KeySpace.Unescape(rest[1..end]);
        var what = rest[(end + 2)..];
        var keys = keySpace.Room(roomId);
        const string idempotency = "idempotency:";
        if (what.StartsWith(idempotency, StringComparison.Ordinal))
        {
            var id = what[idempotency.Length..];
            return Same(keys.Idempotency(id), key) ? new(KeyKind.Idempotency, RedisType.String) { RoomId = roomId, Id = id } : null;
        }

        if (Same(keys.Intents, key)) return new(KeyKind.Intents, RedisType.Hash) { RoomId = roomId };
        if (Same(keys.Deleted, key)) return new(KeyKind.DeletedTokens, RedisType.Set) { RoomId = roomId };
        string? token = null;
        if (what.Split(':') is ["deleted", var deleted, var its])
        {
            (token, what) = (deleted, its);
            keys = keys.OfDeleted(token);
        }

        return RoomKeys.Parts.TryGetValue(what, out var type) && Same(keys.Part(what), key)
            ? new(token is null ? KeyKind.RoomPart : KeyKind.DeletedPart, type) { RoomId = roomId, Part = what, Token = token }
            : null;
    }

    private static StoredKey? ParseBesideIdentity(KeySpace keySpace, string prefix, RedisKey key, string rest)
    {
        var tag = $":{{{prefix}:identity:";
        var at = rest.IndexOf(tag, StringComparison.Ordinal);
        if (at < 0) return null;
        var id = KeySpace.Unescape(rest[(at + tag.Length)..^1]);
        if (Same(keySpace.IdentityIntents(id), key)) return new(KeyKind.Intents, RedisType.Hash) { Id = id };
        return Same(keySpace.IdentityRecentCalls(id), key) ? new(KeyKind.RecentCalls, RedisType.SortedSet) { Id = id } : null;
    }

    private static StoredKey? ParseShared(KeySpace keySpace, RedisKey key, string[] words)
    {
        var ids = Array.ConvertAll(words, KeySpace.Unescape);
        var (formed, stored) = words switch
        {
            ["layout"] => (keySpace.Layout, new StoredKey(KeyKind.Layout, RedisType.String)),
            ["health", var number] when int.TryParse(number, out var parsed) => (keySpace.Health(parsed), new(KeyKind.Health, RedisType.String)),
            ["rooms"] => (keySpace.Rooms(null, null), new(KeyKind.RoomIndex, RedisType.SortedSet)),
            ["rooms", "status", _] => (keySpace.Rooms(null, ids[2]), new(KeyKind.RoomIndex, RedisType.SortedSet)),
            ["rooms", "organization", _] => (keySpace.Rooms(ids[2], null), new(KeyKind.RoomIndex, RedisType.SortedSet)),
            ["rooms", "organization", _, _] => (keySpace.Rooms(ids[2], ids[3]), new(KeyKind.RoomIndex, RedisType.SortedSet)),
            ["channel", _, "rooms"] => (keySpace.ChannelRooms(ids[1]), new(KeyKind.ChannelIndex, RedisType.SortedSet) { Id = ids[1] }),
            ["participant", _, "rooms"] => (keySpace.ParticipantRooms(ids[1]), new(KeyKind.ParticipantIndex, RedisType.SortedSet) { Id = ids[1] }),
            ["identity", _] => (keySpace.Identity(ids[1]), new(KeyKind.Identity, RedisType.String) { Id = ids[1] }),
            ["address", "unscoped", _, _] => (keySpace.Address(null, ids[2], ids[3]), new(KeyKind.Address, RedisType.SortedSet) { ChannelType = ids[2], Id = ids[3] }),
            ["address", "organization", _, _, _] => (keySpace.Address(ids[2], ids[3], ids[4]), new(KeyKind.Address, RedisType.SortedSet) { OrganizationId = ids[2], ChannelType = ids[3], Id = ids[4] }),
            ["locator", "event", _] => (keySpace.EventLocatorBucket(words[2]), new(KeyKind.EventLocators, RedisType.Hash)),
            ["locator", "task", _] => (keySpace.TaskLocatorBucket(words[2]), new(KeyKind.TaskLocators, RedisType.Hash)),
            _ => (default(RedisKey), null),
        };
        return stored is not null && Same(formed, key) ? stored : null;
    }

    private static bool Same(RedisKey formed, RedisKey key) => formed == key;
}
