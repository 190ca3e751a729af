using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Conversations.AI;

/// <summary>How chat messages and events become one another.</summary>
/// <remarks>A converter takes a copy when it is made: what is set afterwards changes nothing.</remarks>
public sealed record ChatEventOptions
{
    /// <summary>Where messages of users come from; a message's author name, if it has one, becomes the participant. Default: the channel <c>chat</c>, a web chat.</summary>
    public EventSource UserSource { get; set; } = new() { ChannelId = "chat", ChannelType = ChannelType.WebSocket };

    /// <summary>Where messages of the model and its tools come from; a message's author name, if it has one, becomes the participant. Default: the channel <c>ai</c>, an AI agent, outbound.</summary>
    public EventSource AssistantSource { get; set; } = new() { ChannelId = "ai", ChannelType = ChannelType.AI, Direction = ChannelDirection.Outbound };

    /// <summary>Who said an event, for events that were not made from chat messages; null, or an answer of null, for the rule: tool for the end of a tool call, system for notices of the platform, assistant for what an AI channel said, user for the rest.</summary>
    public Func<RoomEvent, ChatRole?>? RoleOf { get; set; }

    /// <summary>Additional properties of messages that are not stored, because they mean something in this process only.</summary>
    public IReadOnlySet<string> TransientProperties { get; set; } = new HashSet<string>();

    /// <summary>How contents without a counterpart in the store, tool arguments, tool results and additional properties are written as JSON. Content types of the application's own must be known here (<see cref="AIJsonUtilities.AddAIContentType{TContent}"/>). Default: those of <see cref="AIJsonUtilities.DefaultOptions"/>.</summary>
    public JsonSerializerOptions SerializerOptions { get; set; } = AIJsonUtilities.DefaultOptions;
}
