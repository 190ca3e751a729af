using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Conversations.Serialization;
using Microsoft.Extensions.AI;

namespace Conversations.AI;

/// <summary>Chat messages to and from events of a room. A message that became an event comes back as it was, except that it then has an id and a time, and that what it was parsed from (raw representations, exceptions) is gone.</summary>
public sealed class ChatEventConverter
{
    private const string Metadata = "ai";
    private const string Role = "role";
    private const string Author = "author";
    private const string MessageId = "message_id";
    private const string Properties = "properties";

    private static readonly EventSource SystemSource = new() { ChannelId = "system", ChannelType = ChannelType.System };

    private readonly ChatEventOptions options;
    private readonly ContentConverter contents;

    /// <summary>A converter.</summary>
    /// <param name="options">Null for the defaults.</param>
    public ChatEventConverter(ChatEventOptions? options = null)
    {
        this.options = options is null ? new() : options with { };
        contents = new(this.options.SerializerOptions);
    }

    /// <summary>A message as an event: the message id is the event id, the author name the participant, the role what kind of event it is and where it comes from.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="message">The message. One without an id gets a random one, one without a time the present.</param>
    /// <exception cref="NotSupportedException">The message has content or properties that <see cref="ChatEventOptions.SerializerOptions"/> do not know.</exception>
    public RoomEvent ToEvent(string roomId, ChatMessage message) => ToEvents(roomId, [message])[0];

    /// <summary>Messages as events, as <see cref="ToEvent(string, ChatMessage)"/>; results of tools name the tool when its call is among the messages before.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="messages">The messages, in order.</param>
    /// <exception cref="NotSupportedException">A message has content or properties that <see cref="ChatEventOptions.SerializerOptions"/> do not know.</exception>
    public IReadOnlyList<RoomEvent> ToEvents(string roomId, IEnumerable<ChatMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var toolNames = new Dictionary<string, string>(StringComparer.Ordinal);
        return [.. messages.Select(message => ToEvent(roomId, message, toolNames))];
    }

    /// <summary>An event as a message. Content that is not text, a file or a tool call reads as the text nearest to it, or as content that a model does not see; <see cref="AIContent.RawRepresentation"/> has the original.</summary>
    /// <param name="roomEvent">The event.</param>
    public ChatMessage ToMessage(RoomEvent roomEvent)
    {
        ArgumentNullException.ThrowIfNull(roomEvent);
        var kept = roomEvent.Metadata.TryGetValue(Metadata, out var value) && value.Kind == DataKind.Object ? value.AsObject() : DataObject.Empty;
        return new ChatMessage(Text(kept, Role) is { } role ? new(role) : options.RoleOf?.Invoke(roomEvent) ?? InferRole(roomEvent), [.. contents.ToAIContents(roomEvent.Content)])
        {
            MessageId = Text(kept, MessageId) ?? roomEvent.Id,
            AuthorName = Text(kept, Author) ?? roomEvent.Source.ParticipantId,
            CreatedAt = roomEvent.CreatedAt,
            AdditionalProperties = kept.TryGetValue(Properties, out var properties) ? ParseProperties(properties) : null,
            RawRepresentation = roomEvent,
        };
    }

    private RoomEvent ToEvent(string roomId, ChatMessage message, Dictionary<string, string> toolNames)
    {
        ArgumentNullException.ThrowIfNull(message);
        var kept = DataObject.Empty;
        var roomEvent = new RoomEvent
        {
            RoomId = roomId,
            Type = TypeOf(message),
            Source = SourceOf(message.Role),
            Content = contents.ToContent(message.Contents, toolNames),
            Visibility = IsSaid(message) ? RoomEvent.VisibleToAll : "internal",
        };
        if (message.CreatedAt is { } at && at >= Instants.Earliest && at <= Instants.Latest) roomEvent = roomEvent with { CreatedAt = at };
        if (message.MessageId is { } id)
        {
            var isId = RecordRules.IsId(id);
            roomEvent = roomEvent with { Id = isId ? id : "message-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))) };
            if (!isId) kept = kept.With(MessageId, id);
        }

        if (message.AuthorName is { } author)
        {
            if (RecordRules.IsId(author)) roomEvent = roomEvent with { Source = roomEvent.Source with { ParticipantId = author } };
            else kept = kept.With(Author, author);
        }

        if ((options.RoleOf?.Invoke(roomEvent) ?? InferRole(roomEvent)) != message.Role) kept = kept.With(Role, message.Role.Value);
        if (StoredProperties(message) is { Count: > 0 } properties) kept = kept.With(Properties, properties);
        return kept.Count == 0 ? roomEvent : roomEvent with { Metadata = DataObject.Of((Metadata, kept)) };
    }

    private EventSource SourceOf(ChatRole role)
    {
        if (role == ChatRole.System) return SystemSource;
        return role == ChatRole.Assistant || role == ChatRole.Tool ? options.AssistantSource : options.UserSource;
    }

    private static EventType TypeOf(ChatMessage message)
    {
        if (message.Role == ChatRole.System) return EventType.System;
        if (message.Role == ChatRole.Tool) return EventType.ToolCallEnd;
        return IsSaid(message) ? EventType.Message : EventType.ToolCallStart;
    }

    // Prompts, results of tools and bare calls of tools belong to the history, but nobody is told them.
    private static bool IsSaid(ChatMessage message) =>
        message.Role != ChatRole.System && message.Role != ChatRole.Tool
        && !(message.Role == ChatRole.Assistant && message.Contents.Count > 0 && message.Contents.All(content => content is FunctionCallContent));

    private static ChatRole InferRole(RoomEvent roomEvent)
    {
        if (roomEvent.Type == EventType.ToolCallEnd) return ChatRole.Tool;
        if (roomEvent.Type == EventType.System) return ChatRole.System;
        return roomEvent.Source.ChannelType == ChannelType.AI ? ChatRole.Assistant : ChatRole.User;
    }

    private DataObject? StoredProperties(ChatMessage message)
    {
        if (message.AdditionalProperties is not { Count: > 0 } all) return null;
        var stored = new AdditionalPropertiesDictionary(all.Where(property => !options.TransientProperties.Contains(property.Key)));
        return ForeignNumbers.ToData(JsonSerializer.SerializeToElement(stored, options.SerializerOptions.GetTypeInfo(typeof(AdditionalPropertiesDictionary))));
    }

    private AdditionalPropertiesDictionary? ParseProperties(DataValue properties) =>
        (AdditionalPropertiesDictionary?)JsonSerializer.SerializeToElement(properties, ConversationJsonContext.Default.DataValue).Deserialize(options.SerializerOptions.GetTypeInfo(typeof(AdditionalPropertiesDictionary)));

    private static string? Text(DataObject kept, string name) => kept.TryGetValue(name, out var value) && value.Kind == DataKind.String ? value.AsString() : null;
}
