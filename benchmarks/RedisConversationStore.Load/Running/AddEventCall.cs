using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Load;

/// <summary>What the store sends to add one event, made beforehand.</summary>
internal sealed class AddEventCall
{
    private static readonly Script Source = new("events/add", [], []);

    internal AddEventCall(RoomEvent roomEvent, RedisConversationStoreOptions options)
    {
        var keySpace = new KeySpace(options.KeyPrefix);
        RoomKeys = keySpace.Room(roomEvent.RoomId);
        Event = new EncodedEvent(roomEvent, EventCodec.Encode(roomEvent, options.MaxEventBytes));
        Keys = AddEventsScript.Keys(RoomKeys, [Event]);
        Arguments = AddEventsScript.Arguments([Event], refuseClosed: false, options.IdempotencyTimeToLive);
        LocatorKey = keySpace.EventLocator(roomEvent.Id);
    }

    /// <summary>The text of the script.</summary>
    internal static string Script => Source.Text;

    /// <summary>What a server that has the script calls it.</summary>
    internal static string ScriptHash => Convert.ToHexStringLower(Source.Hash);

    internal EncodedEvent Event { get; }

    internal RoomKeys RoomKeys { get; }

    internal RedisKey[] Keys { get; }

    internal RedisValue[] Arguments { get; }

    private RedisKey LocatorKey { get; }

    /// <summary>The script, as the client calls it.</summary>
    internal Task<RedisResult> SendAsync(IDatabase database) => database.ScriptEvaluateAsync(Script, Keys, Arguments);

    /// <summary>The script and the locator's HSETNX beside it: the store's commands.</summary>
    internal async Task SendWithLocatorAsync(IDatabase database)
    {
        var located = database.HashSetAsync(LocatorKey, Event.Event.Id, Event.Event.RoomId, When.NotExists);
        await SendAsync(database);
        await located;
    }
}
