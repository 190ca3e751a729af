using Microsoft.Extensions.AI;

namespace Conversations.AI;

/// <summary>Reads the newest messages of a room, in pages from the newest back, and no further than the limits ask.</summary>
internal sealed class HistoryTail(IEventStore events, ChatEventConverter converter, RoomChatHistoryOptions options)
{
    private const int PageSize = 50;

    private static readonly EventFilter Said = new()
    {
        IncludeTypes = [EventType.Message, EventType.System, EventType.ToolCallStart, EventType.ToolCallEnd, EventType.Edit, EventType.Delete],
    };

    internal async Task<IReadOnlyList<ChatMessage>> LoadAsync(string roomId, IReadOnlyList<ChatMessage> requests, CancellationToken cancellationToken)
    {
        var asked = requests.Select(request => request.MessageId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var newestFirst = new List<ChatMessage>();
        var changes = new Dictionary<string, EventContent>(StringComparer.Ordinal);
        var tokens = 0L;
        var read = 0;
        long? before = null;
        while (read < options.MaxMessages)
        {
            var limit = Math.Min(PageSize, options.MaxMessages - read);
            var page = await events.ListAsync(roomId, before is { } index ? EventPage.Before(index, limit) : EventPage.Newest(limit), Said, cancellationToken).ConfigureAwait(false);
            foreach (var roomEvent in page.Reverse())
            {
                if (Message(roomEvent, changes) is not { } message || IsAsked(roomEvent, message, asked)) continue;
                tokens += options.MaxTokens is null ? 0 : options.CountTokens(message);
                if (tokens > options.MaxTokens) return Ordered(newestFirst, requests);
                newestFirst.Add(message);
            }

            if (page.Count < limit) break;
            read += page.Count;
            before = page[0].Index;
        }

        return Ordered(newestFirst, requests);
    }

    /// <summary>The event as the model is to see it; null when it is not. Changes of earlier events, which come later when reading back, are kept for them.</summary>
    private ChatMessage? Message(RoomEvent roomEvent, Dictionary<string, EventContent> changes)
    {
        if (!options.Includes(roomEvent)) return null;
        if (roomEvent.Content is EditContent edit) return Change(edit.TargetEventId, edit);
        if (roomEvent.Content is DeleteContent delete) return Change(delete.TargetEventId, delete);
        if (!changes.TryGetValue(roomEvent.Id, out var change)) return Visible(converter.ToMessage(roomEvent));
        return change is EditContent { NewContent: var content } ? Visible(converter.ToMessage(roomEvent with { Content = content })) : null;

        // The last change wins, and it is read first.
        ChatMessage? Change(string eventId, EventContent change)
        {
            changes.TryAdd(eventId, change);
            return null;
        }
    }

    // A message in which the model would see nothing is one that its service refuses.
    private static ChatMessage? Visible(ChatMessage message) => message.Contents.Any(content => content.GetType() != typeof(AIContent)) ? message : null;

    private static bool IsAsked(RoomEvent roomEvent, ChatMessage message, HashSet<string> asked) =>
        asked.Contains(message.MessageId!) || (roomEvent.CorrelationId is { } turn && asked.Contains(turn));

    private static IReadOnlyList<ChatMessage> Ordered(List<ChatMessage> newestFirst, IReadOnlyList<ChatMessage> requests)
    {
        newestFirst.Reverse();
        return ToolExchanges.Complete(newestFirst, requests);
    }
}
