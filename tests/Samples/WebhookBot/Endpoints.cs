using Conversations;
using Microsoft.Extensions.Options;

namespace WebhookBot;

/// <summary>An event of a timeline, as the web chat shows it.</summary>
/// <param name="Index">Its place in the room.</param>
/// <param name="Id">Its id.</param>
/// <param name="Channel">Where it came from.</param>
/// <param name="Text">What was said.</param>
/// <param name="InReplyTo">The id of the event that it answers.</param>
public sealed record Line(long Index, string Id, string Channel, string? Text, string? InReplyTo);

/// <summary>How far a channel has to read.</summary>
/// <param name="Unread">Events that the room has beyond what the channel has read.</param>
public sealed record UnreadCount(long Unread);

internal static class Endpoints
{
    public static void MapWebhooks(this WebApplication app) =>
        app.MapPost("/webhooks/{channel}", async (string channel, Delivery delivery, Bot bot, IOptions<BotOptions> options, CancellationToken cancellationToken) =>
            options.Value.Channels.TryGetValue(channel, out var type)
                ? Results.Ok(await bot.HandleAsync(channel, new(type), delivery, cancellationToken))
                : Results.NotFound());

    public static void MapRooms(this WebApplication app)
    {
        var room = app.MapGroup("/rooms/{room}");
        room.MapGet("/timeline", async (string room, IConversationStore store, CancellationToken cancellationToken, long after = -1) =>
            (await store.Events.ConversationAsync(room, limit: 50, after, cancellationToken)).Select(ToLine));
        room.MapGet("/unread/{channel}", async (string room, string channel, IConversationStore store, CancellationToken cancellationToken) =>
            new UnreadCount(await store.ReadState.UnreadCountAsync(room, channel, cancellationToken)));
        room.MapPost("/read/{channel}", async (string room, string channel, IConversationStore store, CancellationToken cancellationToken) =>
        {
            await store.ReadState.MarkAllReadAsync(room, channel, cancellationToken);
            return Results.NoContent();
        });
    }

    private static Line ToLine(RoomEvent said) => new(said.Index!.Value, said.Id, said.Source.ChannelId, (said.Content as TextContent)?.Body, said.CorrelationId);
}
