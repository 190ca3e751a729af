using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>The locators of events that are being added. They never take an id from another room: which room has it, the commit decides.</summary>
internal sealed class LocatorWrites(KeySpace keySpace, string roomId, EncodedEvent[] events) : IWritesBeside
{
    private readonly Task<bool>[] sent = new Task<bool>[events.Length];
    private bool isRepeated;

    public IReadOnlyList<RedisKey> Keys => Array.ConvertAll(events, item => keySpace.EventLocator(item.Event.Id));

    internal string RoomId => roomId;

    internal int Count => events.Length;

    internal string EventId(int position) => events[position].Event.Id;

    /// <summary>What the locator of an event says if this call wrote it.</summary>
    internal RedisValue Location(int position) => EventLocation.Create(roomId, events[position].Bytes);

    public Task SendAsync(IDatabase database)
    {
        isRepeated = sent[0] is not null;
        for (var i = 0; i < sent.Length; i++)
        {
            var id = events[i].Event.Id;
            sent[i] = database.HashSetAsync(keySpace.EventLocator(id), id, Location(i), When.NotExists);
        }

        return sent.Length == 1 ? sent[0] : Task.WhenAll(sent);
    }

    /// <summary>Whether the locator of an event certainly is this call's.</summary>
    internal bool WasAdded(int position) => !isRepeated && sent[position].IsCompletedSuccessfully && sent[position].Result;

    /// <summary>Whether the call may have left a locator: of a repeated one, an earlier attempt may have; of one without a reply, nobody knows.</summary>
    internal bool MayHaveAdded(int position) => isRepeated || (sent[position] is { } write && (!write.IsCompletedSuccessfully || write.Result));
}
