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

    internal string EventId(int position) => events[position].Event.Id;

    public Task SendAsync(IDatabase database)
    {
        isRepeated = sent[0] is not null;
        for (var i = 0; i < sent.Length; i++)
        {
            var id = events[i].Event.Id;
            sent[i] = database.HashSetAsync(keySpace.EventLocator(id), id, roomId, When.NotExists);
        }

        return sent.Length == 1 ? sent[0] : Task.WhenAll(sent);
    }

    /// <summary>Whether the locator of an event certainly names this room since now.</summary>
    internal bool WasAdded(int position) => !isRepeated && sent[position].Result;

    /// <summary>Whether the call may have left a locator: of a repeated one, an earlier attempt may have.</summary>
    internal bool MayHaveAdded(int position) => isRepeated || sent[position].Result;
}
