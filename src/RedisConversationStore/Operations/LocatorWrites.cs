using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>The locators of events that are being added: a command each, or one script for all where one server keeps all slots. They never take an id from another room: which room has it, the commit decides.</summary>
internal sealed class LocatorWrites(KeySpace keySpace, string roomId, EncodedEvent[] events) : IWritesBeside
{
    private Task<bool>[]? each;
    private Task<RedisResult>? together;
    private bool isRepeated;

    internal string RoomId => roomId;

    internal string EventId(int position) => events[position].Event.Id;

    public Task SendAsync(IDatabase database)
    {
        isRepeated = each is not null || together is not null;
        each = null;
        together = null;
        return events.Length > 1 && KeepsAllSlots(database.Multiplexer) ? SendTogether(database) : SendEach(database);
    }

    /// <summary>Whether the locator of an event certainly names this room since now.</summary>
    internal bool WasAdded(int position) => !isRepeated && IsWritten(position);

    /// <summary>Whether the call may have left a locator: of a repeated one, an earlier attempt may have.</summary>
    internal bool MayHaveAdded(int position) => isRepeated || IsWritten(position);

    private bool IsWritten(int position) => together is null ? each![position].Result : (bool)together.Result[position];

    private Task<RedisResult> SendTogether(IDatabase database)
    {
        var keys = new RedisKey[events.Length];
        var arguments = new RedisValue[events.Length + 1];
        arguments[0] = roomId;
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = keySpace.EventLocator(EventId(i));
            arguments[i + 1] = EventId(i);
        }

        return together = LocatorScripts.PutAsync(database, keys, arguments);
    }

    private Task SendEach(IDatabase database)
    {
        each = new Task<bool>[events.Length];
        for (var i = 0; i < each.Length; i++)
        {
            var id = EventId(i);
            each[i] = database.HashSetAsync(keySpace.EventLocator(id), id, roomId, When.NotExists);
        }

        return each.Length == 1 ? each[0] : Task.WhenAll(each);
    }

    // Nobody knows what a server is that was never heard of: a cluster would refuse keys of several slots.
    private static bool KeepsAllSlots(IConnectionMultiplexer connection)
    {
        var isKnown = false;
        foreach (var server in connection.GetServers())
        {
            if (server.ServerType is not (ServerType.Standalone or ServerType.Sentinel)) return false;
            isKnown |= server is { IsConnected: true, ServerType: ServerType.Standalone };
        }

        return isKnown;
    }
}
