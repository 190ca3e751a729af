using Conversations;
using Microsoft.Extensions.Options;

namespace WebhookBot;

/// <summary>Takes a message in and answers it, once, however often and wherever it is delivered.</summary>
internal sealed class Bot(IConversationStore store, IOptions<BotOptions> options)
{
    private const string ChannelId = "bot";

    public async Task<Receipt> HandleAsync(string channelId, ChannelType channelType, Delivery delivery, CancellationToken cancellationToken)
    {
        // One room for each sender on a channel.
        var roomId = $"{channelId}:{delivery.From}";
        await OpenAsync(roomId, cancellationToken);

        var said = new RoomEvent
        {
            RoomId = roomId,
            Source = new() { ChannelId = channelId, ChannelType = channelType, ExternalId = delivery.From, ProviderMessageId = delivery.Id },
            Content = new TextContent { Body = delivery.Text },
            IdempotencyKey = $"message:{delivery.Id}",
        };
        var added = await store.Events.AddAsync(said, cancellationToken: cancellationToken);

        // A duplicate is answered too: whoever stored the message may have died before it answered.
        var reply = await AnswerAsync(added.Event, cancellationToken);
        return new(roomId, added.Event.Index!.Value, added.IsDuplicate, ((TextContent)reply.Content).Body);
    }

    private async Task OpenAsync(string roomId, CancellationToken cancellationToken)
    {
        if (await store.Rooms.ExistsAsync(roomId, cancellationToken)) return;
        try
        {
            await store.Rooms.CreateAsync(new() { Id = roomId }, cancellationToken);
        }
        catch (RecordAlreadyExistsException)
        {
            // Another replica was first.
        }
    }

    private async Task<RoomEvent> AnswerAsync(RoomEvent said, CancellationToken cancellationToken)
    {
        // The key is made from the stored event's id, which is the same for every delivery: of all replicas that
        // have thought of an answer, one gets its own into the room, and the others get that one back.
        var key = $"reply-to:{said.Id}";
        if (await store.Idempotency.GetEventAsync(said.RoomId, key, cancellationToken) is { } given) return given;

        var reply = new RoomEvent
        {
            RoomId = said.RoomId,
            Source = new() { ChannelId = ChannelId, ChannelType = ChannelType.AI, Direction = ChannelDirection.Outbound },
            Content = new TextContent { Body = await ThinkAsync(((TextContent)said.Content).Body, cancellationToken) },
            CorrelationId = said.Id,
            IdempotencyKey = key,
        };
        return (await store.Events.AddAsync(reply, cancellationToken: cancellationToken)).Event;
    }

    /// <summary>Stands in for a model: it takes its time, and no two replicas say the same.</summary>
    private async Task<string> ThinkAsync(string text, CancellationToken cancellationToken)
    {
        await Task.Delay(options.Value.ThinkingTime, cancellationToken);
        return $"{options.Value.Name} heard \"{text}\"";
    }
}
