using System.Globalization;

namespace Conversations.LoadTesting.Planning;

/// <summary>What a message of a Slack export is as events: the message itself, and a reaction for everybody who reacted.</summary>
internal static class SlackEvents
{
    internal const string ChannelId = "slack";

    internal static readonly ChannelType Slack = new("slack");

    /// <exception cref="ChatExportException">The message has no time.</exception>
    internal static IEnumerable<RoomEvent> Of(SlackMessage message, string roomId, string file, long line)
    {
        var time = TimeOf(message.Ts) ?? throw new ChatExportException(file, line, message.Ts is null ? "a message has no time (ts)." : $"'{message.Ts}' is no time (ts): seconds since 1970, a point and more digits.");
        var id = Id(roomId, message.Ts!);
        yield return new()
        {
            Id = id,
            RoomId = roomId,
            Type = TypeOf(message.Subtype),
            Source = Source(message.User ?? message.BotId ?? message.Username),
            Content = ContentOf(message),
            ParentEventId = message.ThreadTs is { } thread && thread != message.Ts ? Id(roomId, thread) : null,
            CreatedAt = time,
            Metadata = message.Edited?.Ts is { } edited ? DataObject.Of(("edited", edited)) : DataObject.Empty,
        };
        foreach (var reaction in message.Reactions ?? [])
        {
            foreach (var user in reaction.Users ?? [])
            {
                yield return new()
                {
                    Id = $"{id}-{reaction.Name}-{user}",
                    RoomId = roomId,
                    Type = EventType.Reaction,
                    Source = Source(user),
                    Content = new TextContent { Body = reaction.Name ?? "" },
                    CorrelationId = id,
                    CreatedAt = time,
                };
            }
        }
    }

    private static EventType TypeOf(string? subtype) => subtype switch
    {
        null or "bot_message" or "file_share" or "thread_broadcast" or "me_message" or "file_comment" or "reply_broadcast" => EventType.Message,
        "channel_join" or "group_join" => EventType.ParticipantJoined,
        "channel_leave" or "group_leave" => EventType.ParticipantLeft,
        "message_changed" => EventType.Edit,
        "message_deleted" or "tombstone" => EventType.Delete,
        _ => EventType.System,
    };

    private static EventContent ContentOf(SlackMessage message)
    {
        var text = message.Text ?? "";
        if (TypeOf(message.Subtype) != EventType.Message) return new SystemContent { Body = text, Code = message.Subtype };
        var media = (message.Files ?? []).Select(MediaOf).ToList();
        return (media, text.Length) switch
        {
            ([], _) => new TextContent { Body = text },
            ([var only], 0) => only,
            (_, 0) => new CompositeContent { Parts = ValueList.From<EventContent>(media) },
            _ => new CompositeContent { Parts = ValueList.From<EventContent>([new TextContent { Body = text }, .. media]) },
        };
    }

    private static MediaContent MediaOf(SlackFile file) => new()
    {
        Url = file.UrlPrivate is { } url && url.StartsWith("http", StringComparison.Ordinal) ? url : $"https://files.slack.invalid/{file.Id ?? "deleted"}",
        MimeType = string.IsNullOrWhiteSpace(file.Mimetype) ? "application/octet-stream" : file.Mimetype,
        Filename = file.Name,
        SizeBytes = file.Size is >= 0 ? file.Size : null,
    };

    private static EventSource Source(string? who) => new() { ChannelId = ChannelId, ChannelType = Slack, ParticipantId = string.IsNullOrWhiteSpace(who) ? null : who };

    private static string Id(string roomId, string ts) => $"{roomId}-{ts}";

    private static DateTimeOffset? TimeOf(string? ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 100_000_000_000
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
}
