using System.Runtime.CompilerServices;
using Conversations.Serialization;

namespace Conversations;

public static partial class RecordRules
{
    /// <summary>Checks an event.</summary>
    /// <param name="roomEvent">The event.</param>
    /// <returns>The event as a store keeps it.</returns>
    public static RoomEvent Accept(RoomEvent roomEvent)
    {
        ArgumentNullException.ThrowIfNull(roomEvent);
        Check.Id(roomEvent.RoomId);
        Check.Id(roomEvent.Id);
        Check.Enum(roomEvent.Type);
        Source(roomEvent.Source);
        Content(roomEvent.Content, CompositeContent.MaxDepth);
        Check.Enum(roomEvent.Status);
        Check.Text(roomEvent.BlockedBy);
        Check.RequiredText(roomEvent.Visibility);
        Check.Texts(roomEvent.AddressedTo);
        Check.Text(roomEvent.ResponseVisibility);
        if (roomEvent.Index is { } index) Check.Index(index, "roomEvent.Index");
        Check.AtLeast(roomEvent.ChainDepth, 0);
        Check.OptionalId(roomEvent.ParentEventId);
        Check.Text(roomEvent.CorrelationId);
        Check.OptionalId(roomEvent.IdempotencyKey);
        Check.Instant(roomEvent.CreatedAt);
        Check.Data(roomEvent.Metadata);
        ChannelData(roomEvent.ChannelData);
        Check.Data(roomEvent.DeliveryResults);
        Unknown(roomEvent);

        // Nearly every event comes in as it is kept, and then nothing is copied.
        var createdAt = Instants.Normalize(roomEvent.CreatedAt);
        return createdAt.EqualsExact(roomEvent.CreatedAt) ? roomEvent : roomEvent with { CreatedAt = createdAt };
    }

    /// <summary>Checks how an event is to be added.</summary>
    /// <param name="options">The options, or null for the default.</param>
    /// <returns>The options.</returns>
    public static AddEventOptions Accept(AddEventOptions? options)
    {
        if (options is null) return AddEventOptions.Default;
        Check.TimeToLive(options.IdempotencyTimeToLive);
        return options;
    }

    /// <summary>Checks the events of one call.</summary>
    /// <param name="roomId">The room of all of them.</param>
    /// <param name="events">The events.</param>
    /// <returns>The events as a store keeps them.</returns>
    public static RoomEvent[] Accept(string roomId, IReadOnlyList<RoomEvent> events)
    {
        Check.Id(roomId);
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count is < 1 or > EventLimits.MaxEventsPerAdd) throw new ArgumentException($"{events.Count} events were given; 1 to {EventLimits.MaxEventsPerAdd} are possible.", nameof(events));
        var accepted = new RoomEvent[events.Count];
        for (var i = 0; i < accepted.Length; i++)
        {
            accepted[i] = Accept(events[i]);
            if (accepted[i].RoomId != roomId) throw new ArgumentException($"The event '{accepted[i].Id}' belongs to the room '{accepted[i].RoomId}'.", nameof(events));
        }

        return accepted;
    }

    /// <summary>Checks a page and a filter.</summary>
    /// <param name="page">The page.</param>
    /// <param name="filter">The filter, or null.</param>
    public static void Accept(EventPage page, EventFilter? filter)
    {
        ArgumentNullException.ThrowIfNull(page);
        Check.Limit(page.Limit);
        Check.Offset(page.Offset);
        Check.AfterIndex(page.AfterIndex);
        if (page.BeforeIndex is { } before) ArgumentOutOfRangeException.ThrowIfNegative(before, "page.BeforeIndex");
        if (page.AfterIndex is not null && page.BeforeIndex is not null) throw new ArgumentException("A page lies after an index or before one, not both.", nameof(page));
        if (filter is null) return;
        Check.OptionalId(filter.ChannelId);
        Check.OptionalId(filter.ParticipantId);
        Check.OptionalId(filter.ParentEventId);
        if (filter.ParentEventId is not null && filter.TopLevelOnly) throw new ArgumentException("A filter asks for the replies to an event or for top-level events, not both.", nameof(filter));
        if (filter.CreatedAfter >= filter.CreatedBefore) throw new ArgumentException("created after must be earlier than created before.", nameof(filter));
    }

    /// <summary>Checks the encoded size of an event.</summary>
    /// <param name="bytes">Its size in the stored format.</param>
    /// <param name="maxBytes">The store's limit.</param>
    /// <exception cref="ArgumentException">It is too large.</exception>
    public static void EventSize(long bytes, int maxBytes)
    {
        if (bytes > maxBytes) throw new ArgumentException($"The event takes {bytes} bytes encoded; the store's limit is {maxBytes}.");
    }

    /// <summary>Checks the size that an event has in the stored format, without encoding it: what one store refuses, every store refuses.</summary>
    /// <param name="roomEvent">The event, accepted.</param>
    /// <param name="maxBytes">The store's limit.</param>
    /// <exception cref="ArgumentException">It is too large.</exception>
    public static void EventSize(RoomEvent roomEvent, int maxBytes)
    {
        ArgumentNullException.ThrowIfNull(roomEvent);
        EventSize(StoredEventSize.Of(roomEvent), maxBytes);
    }

    /// <summary>Checks how many bytes the events of one call take together in the stored format. The call is one step of the server, and so cannot be split.</summary>
    /// <param name="bytes">Their size in the stored format, or that of the first of them when they are too large already.</param>
    /// <param name="maxBytes">The store's limit.</param>
    /// <exception cref="ArgumentException">They are too large.</exception>
    public static void BatchSize(long bytes, int maxBytes)
    {
        if (bytes > maxBytes) throw new ArgumentException($"The events take more than {maxBytes} bytes encoded together, the store's limit for one call (MaxBatchBytes). Add them in several calls.");
    }

    /// <summary>Checks the size that each event has in the stored format, and that of all together, without encoding them: what one store refuses, every store refuses.</summary>
    /// <param name="events">The events, accepted.</param>
    /// <param name="maxEventBytes">The store's limit for one event.</param>
    /// <param name="maxBatchBytes">The store's limit for all of them together.</param>
    /// <exception cref="ArgumentException">One is too large, or all together are.</exception>
    public static void BatchSize(IReadOnlyList<RoomEvent> events, int maxEventBytes, int maxBatchBytes)
    {
        ArgumentNullException.ThrowIfNull(events);
        long bytes = 0;
        foreach (var roomEvent in events)
        {
            var size = StoredEventSize.Of(roomEvent);
            EventSize(size, maxEventBytes);
            bytes += size;
            BatchSize(bytes, maxBatchBytes);
        }
    }

    private static void Source(EventSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Check.Id(source.ChannelId);
        Check.Enum(source.ChannelType);
        Check.Enum(source.Direction);
        Check.OptionalId(source.ParticipantId);
        Check.Text(source.ExternalId);
        Check.Text(source.Provider);
        Check.Data(source.RawPayload);
        Check.Text(source.ProviderMessageId);
        Unknown(source);
    }

    private static void ChannelData(ChannelData channelData)
    {
        ArgumentNullException.ThrowIfNull(channelData);
        Check.Text(channelData.Provider);
        Check.Text(channelData.ExternalId);
        Check.Text(channelData.ThreadId);
        Check.Data(channelData.Extra);
        Unknown(channelData);
    }

    private static void Content(EventContent content, int levels)
    {
        ArgumentNullException.ThrowIfNull(content);
        switch (content)
        {
            case TextContent text:
                Check.RequiredText(text.Body);
                Check.Text(text.Language);
                Unknown(text);
                break;
            case RichContent rich:
                Check.RequiredText(rich.Body);
                Check.Enum(rich.Format);
                Check.Text(rich.PlainText);
                Objects(rich.Buttons);
                Objects(rich.Cards);
                ArgumentNullException.ThrowIfNull(rich.QuickReplies);
                Check.Texts(rich.QuickReplies);
                Unknown(rich);
                break;
            case MediaContent media:
                Check.Url(media.Url);
                Check.RequiredText(media.MimeType);
                Check.Text(media.Filename);
                Check.AtLeast(media.SizeBytes, 0);
                Check.Text(media.Caption);
                Unknown(media);
                break;
            case LocationContent location:
                Check.Within(location.Latitude, -90, 90);
                Check.Within(location.Longitude, -180, 180);
                Check.Text(location.Label);
                Check.Text(location.Address);
                Unknown(location);
                break;
            case AudioContent audio:
                Check.Url(audio.Url);
                Check.RequiredText(audio.MimeType);
                Check.AtLeast(audio.DurationSeconds, 0.0);
                Check.Text(audio.Transcript);
                Unknown(audio);
                break;
            case VideoContent video:
                Check.Url(video.Url);
                Check.RequiredText(video.MimeType);
                Check.AtLeast(video.DurationSeconds, 0.0);
                if (video.ThumbnailUrl is not null) Check.Url(video.ThumbnailUrl);
                Unknown(video);
                break;
            case CompositeContent composite:
                if (levels == 0) throw new ArgumentException($"Composite content is nested deeper than {CompositeContent.MaxDepth} levels.", nameof(content));
                ArgumentNullException.ThrowIfNull(composite.Parts);
                if (composite.Parts.Count == 0) throw new ArgumentException("Composite content has no parts.", nameof(content));
                foreach (var part in composite.Parts.AsSpan()) Content(part, levels - 1);
                Unknown(composite);
                break;
            case SystemContent system:
                Check.RequiredText(system.Body);
                Check.Text(system.Code);
                Check.Data(system.Data);
                Unknown(system);
                break;
            case TemplateContent template:
                Check.RequiredText(template.TemplateId);
                Check.RequiredText(template.Language);
                ArgumentNullException.ThrowIfNull(template.Parameters);
                foreach (var (name, value) in template.Parameters.AsSpan())
                {
                    Check.Text(name, "template.Parameters");
                    Check.RequiredText(value, "template.Parameters");
                }

                Check.Text(template.Body);
                Unknown(template);
                break;
            case EditContent edit:
                if (levels == 0) throw new ArgumentException($"Content is nested deeper than {CompositeContent.MaxDepth} levels.", nameof(content));
                Check.Id(edit.TargetEventId);
                Content(edit.NewContent, levels - 1);
                Check.Text(edit.EditSource);
                Unknown(edit);
                break;
            case DeleteContent delete:
                Check.Id(delete.TargetEventId);
                Check.Enum(delete.DeleteType);
                Check.Text(delete.Reason);
                Unknown(delete);
                break;
            case ToolCallContent toolCall:
                Check.RequiredText(toolCall.ToolName);
                Check.RequiredText(toolCall.ToolId);
                Check.Data(toolCall.Arguments);
                Check.Data(toolCall.Result);
                Check.Enum(toolCall.Status);
                Check.AtLeast(toolCall.DurationMs, 0);
                Check.Text(toolCall.Error);
                if (toolCall.StructuredContent is not null) Check.Data(toolCall.StructuredContent);
                Unknown(toolCall);
                break;
            case UnknownContent unknown:
                Check.Text(unknown.ContentType);
                Unknown<EventContent>(unknown);
                break;
        }
    }

    private static void Objects(ValueList<DataObject> objects, [CallerArgumentExpression(nameof(objects))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(objects, name);
        foreach (var item in objects.AsSpan()) Check.Data(item, name);
    }
}
