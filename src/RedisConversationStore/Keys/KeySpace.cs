using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>The one place that forms key names, and takes them apart.</summary>
/// <remarks>
/// <para>A room's keys are <c>prefix:{room}:what</c>: the braces make the room id the hash tag, so on a cluster all of them share a slot. Keys that cross rooms are <c>prefix:what:id</c>, each in a slot of its own.</para>
/// <para>Inside a tag or between colons an id is written with <c>%</c>, <c>{</c>, <c>}</c> and <c>:</c> as %25, %7B, %7D and %3A: no id can close the tag, empty it or reach into another key.</para>
/// </remarks>
internal sealed class KeySpace
{
    /// <summary>Locators are spread over this many hashes. At up to 64 entries a hash Redis packs them at about 52 bytes each, so this serves 16 million events at its best. Part of the layout: it cannot change without moving every locator.</summary>
    internal const int LocatorBuckets = 1 << 18;

    private const string EventLocators = ":locator:event:";
    private const string TaskLocators = ":locator:task:";

    private readonly string prefix;

    internal KeySpace(string prefix) => this.prefix = prefix;

    /// <summary>The version of the layout, see <see cref="Connection.LayoutGuard"/>.</summary>
    internal RedisKey Layout => prefix + ":layout";

    /// <summary>A string with a time to live of seconds, written to see whether the server takes writes. Numbered, so that each primary of a cluster has one of its own.</summary>
    internal RedisKey Health(int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}:health:{number}");

    internal RoomKeys Room(string roomId) => new(Encoding.UTF8.GetBytes($"{prefix}:{{{Escape(roomId)}}}:"));

    /// <summary>The hash that says in which room an event id was written last.</summary>
    internal RedisKey EventLocator(string eventId) => Locator(EventLocators, eventId);

    /// <summary>The hash that says in which room a task is.</summary>
    internal RedisKey TaskLocator(string taskId) => Locator(TaskLocators, taskId);

    /// <summary>The rooms of the store, of an organisation, of a status, or of both.</summary>
    internal RedisKey Rooms(string? organizationId, string? status)
    {
        if (organizationId is null) return status is null ? prefix + ":rooms" : $"{prefix}:rooms:status:{Escape(status)}";
        return status is null
            ? $"{prefix}:rooms:organization:{Escape(organizationId)}"
            : $"{prefix}:rooms:organization:{Escape(organizationId)}:{Escape(status)}";
    }

    /// <summary>The rooms a channel is bound to.</summary>
    internal RedisKey ChannelRooms(string channelId) => $"{prefix}:channel:{Escape(channelId)}:rooms";

    /// <summary>The rooms a participant is in.</summary>
    internal RedisKey ParticipantRooms(string participantId) => $"{prefix}:participant:{Escape(participantId)}:rooms";

    internal RedisKey Identity(string identityId) => $"{prefix}:identity:{Escape(identityId)}";

    /// <summary>The writes of an identity that are under way, see <see cref="HintIndex"/>. The name of the identity's key is the hash tag, so both lie in one slot.</summary>
    internal RedisKey IdentityIntents(string identityId) => $"{prefix}:intents:{{{prefix}:identity:{Escape(identityId)}}}";

    /// <summary>Sorted set with a time to live of two minutes: nonces of the calls that changed an identity in them, by second. In the identity's slot.</summary>
    internal RedisKey IdentityRecentCalls(string identityId) => $"{prefix}:recent_calls:{{{prefix}:identity:{Escape(identityId)}}}";

    /// <summary>The identities an address was linked to within an organisation, or within the unscoped space.</summary>
    internal RedisKey Address(string? organizationId, string channelType, string address) =>
        organizationId is null
            ? $"{prefix}:address:unscoped:{Escape(channelType)}:{Escape(address)}"
            : $"{prefix}:address:organization:{Escape(organizationId)}:{Escape(channelType)}:{Escape(address)}";

    internal static string Escape(string id)
    {
        if (!id.AsSpan().ContainsAny("%{}:")) return id;
        var escaped = new StringBuilder(id.Length + 8);
        foreach (var character in id)
        {
            _ = character switch
            {
                '%' => escaped.Append("%25"),
                '{' => escaped.Append("%7B"),
                '}' => escaped.Append("%7D"),
                ':' => escaped.Append("%3A"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <summary>What an escaped id was; text that <see cref="Escape"/> never makes comes out as something that escapes differently.</summary>
    internal static string Unescape(string escaped) =>
        escaped.Contains('%', StringComparison.Ordinal)
            ? escaped.Replace("%3A", ":", StringComparison.Ordinal).Replace("%7B", "{", StringComparison.Ordinal).Replace("%7D", "}", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal)
            : escaped;

    /// <summary>Takes a key apart.</summary>
    /// <returns>False for a key that the store does not form.</returns>
    internal bool TryParse(RedisKey key, [NotNullWhen(true)] out StoredKey? stored)
    {
        stored = KeyParser.Parse(this, prefix, key);
        return stored is not null;
    }

    /// <summary>A pattern that every key of the store matches, or every key of one room.</summary>
    internal string Pattern(string? roomId)
    {
        var literal = roomId is null ? prefix + ":" : Room(roomId).Tag;
        var pattern = new StringBuilder(literal.Length + 8);
        foreach (var character in literal)
        {
            if (character is '*' or '?' or '[' or ']' or '\\') pattern.Append('\\');
            pattern.Append(character);
        }

        return pattern.Append('*').ToString();
    }

    /// <summary>A hash of event locators by its number.</summary>
    internal RedisKey EventLocatorBucket(string bucket) => LocatorBucket(EventLocators, bucket);

    /// <summary>A hash of task locators by its number.</summary>
    internal RedisKey TaskLocatorBucket(string bucket) => LocatorBucket(TaskLocators, bucket);

    private RedisKey LocatorBucket(string kind, string bucket) =>
        int.TryParse(bucket, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < LocatorBuckets
            ? string.Concat(prefix, kind, number.ToString(CultureInfo.InvariantCulture))
            : default;

    private RedisKey Locator(string kind, string id)
    {
        Span<byte> utf8 = stackalloc byte[Check.MaxIdBytes];
        var length = Encoding.UTF8.GetBytes(id, utf8);
        var bucket = XxHash32.HashToUInt32(utf8[..length]) % LocatorBuckets;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{kind}{bucket}");
    }
}
