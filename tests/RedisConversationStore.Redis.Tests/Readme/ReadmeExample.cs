using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Conversations.Redis.Tests.Readme;

/// <summary>The code of the README, compiled and run.</summary>
internal static class ReadmeExample
{
    internal static void Register(IHostApplicationBuilder builder, string connectionString)
    {
        // example
        builder.Services.AddRedisConversationStore(connectionString);
        // end
    }

    internal static async Task<(AddEventResult First, AddEventResult Again, long Unread)> RunAsync(string connectionString)
    {
        // example
        await using var store = await RedisConversationStore.ConnectAsync(connectionString);

        await store.Rooms.CreateAsync(new Room { Id = "order-4711" });
        var message = new RoomEvent
        {
            RoomId = "order-4711",
            Source = new EventSource { ChannelId = "sms-main", ChannelType = ChannelType.Sms },
            Content = new TextContent { Body = "Where is my bike?" },
            IdempotencyKey = "SM0e1f2a9c", // the provider's id of the message
        };
        var first = await store.Events.AddAsync(message); // committed, index 0
        var again = await store.Events.AddAsync(message with { Id = "second-delivery" }); // duplicate, the same event
        var unread = await store.ReadState.UnreadCountAsync("order-4711", "webchat"); // 1
        // end
        return (first, again, unread);
    }

    internal static async Task<EventCursor> FollowAsync(IConversationStore store, List<RoomEvent> timeline)
    {
        // example
        var cursor = EventCursor.Start; // or EventCursor.Parse(kept); null begins with the most recent events
        while (await store.Events.ContinueAsync("order-4711", cursor) is { } page) // null: there is no such room
        {
            if (!page.IsContinuous) timeline.Clear(); // the room is a new one, or a failover lost events: read again
            else if (page.Events.Count == 0) break; // nothing new
            timeline.AddRange(page.Events);
            cursor = page.Cursor; // to keep: cursor.ToString()
        }

        // end
        return cursor;
    }
}
