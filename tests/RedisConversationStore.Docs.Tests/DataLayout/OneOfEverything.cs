using Conversations.Redis;

namespace Conversations.Docs.Tests;

/// <summary>A record of each kind, and what leaves a trace of its own.</summary>
internal static class OneOfEverything
{
    internal static async Task AddAsync(RedisConversationStore store, CancellationToken cancellationToken)
    {
        const string room = "room", channel = "channel", person = "person", organization = "organization";
        await store.Rooms.CreateAsync(new() { Id = room, OrganizationId = organization }, cancellationToken);
        await store.Rooms.PatchMetadataAsync(room, DataObject.Of(("key", "value")), cancellationToken: cancellationToken);
        var source = new EventSource { ChannelId = channel, ChannelType = ChannelType.Sms };
        await store.Events.AddManyAsync(
            room,
            [
                new() { Id = "message", RoomId = room, Source = source, Content = new TextContent { Body = "Hello" }, IdempotencyKey = "key" },
                new() { Id = "reaction", RoomId = room, Source = source, Content = new TextContent { Body = "+1" }, Type = EventType.Reaction, ParentEventId = "message" },
            ],
            cancellationToken: cancellationToken);
        await store.Idempotency.ClaimAsync(room, "other work", cancellationToken: cancellationToken);
        await store.Bindings.AddAsync(new() { RoomId = room, ChannelId = channel, ChannelType = ChannelType.Sms }, cancellationToken);
        await store.Participants.AddAsync(new() { RoomId = room, Id = person, ChannelId = channel }, cancellationToken);
        await store.Tasks.AddAsync(new() { RoomId = room, Id = "task", Title = "Call back" }, cancellationToken);
        await store.Observations.AddAsync(new() { RoomId = room, Id = "observation", ChannelId = channel, Content = "in a hurry" }, cancellationToken);
        await store.ReadState.MarkReadAsync(room, channel, "message", cancellationToken);
        await store.Identities.CreateAsync(new() { Id = "identity" }, cancellationToken);
        await store.Identities.LinkAddressAsync("identity", ChannelType.Sms, "+1", cancellationToken: cancellationToken);
        await store.Identities.LinkAddressAsync("identity", ChannelType.Sms, "+1", organization, cancellationToken);

        // Last: what it writes lives for seconds only.
        await store.CheckHealthAsync(cancellationToken: cancellationToken);
    }
}
