using System.Text.Json;
using Microsoft.Extensions.AI;
using AITextContent = Microsoft.Extensions.AI.TextContent;

namespace Conversations.Agents.Tests;

/// <summary>Messages for tests, and what they say as text that can be compared.</summary>
internal static class Chats
{
    internal static ChatMessage User(string text, string? id = null) => new(ChatRole.User, text) { MessageId = id };

    internal static ChatMessage Assistant(string text, string? id = null) => new(ChatRole.Assistant, text) { MessageId = id };

    internal static ChatMessage Call(string callId, string? id = null) =>
        new(ChatRole.Assistant, [new FunctionCallContent(callId, "get_weather", new Dictionary<string, object?> { ["city"] = "Paris" })]) { MessageId = id };

    internal static ChatMessage Result(string callId, string result = "sunny", string? id = null) =>
        new(ChatRole.Tool, [new FunctionResultContent(callId, result)]) { MessageId = id };

    /// <summary>Each message as role and what it has: text, <c>call ID</c> or <c>result ID</c>.</summary>
    internal static string[] Said(IEnumerable<ChatMessage> messages) =>
        [.. messages.Select(message => $"{message.Role}: {string.Join(" + ", message.Contents.Select(Said))}")];

    /// <summary>A message in the JSON of Microsoft.Extensions.AI.</summary>
    internal static string Json(ChatMessage message) => JsonSerializer.Serialize(message, AIJsonUtilities.DefaultOptions);

    private static string Said(AIContent content) => content switch
    {
        AITextContent text => text.Text,
        FunctionCallContent call => "call " + call.CallId,
        FunctionResultContent result => "result " + result.CallId,
        _ => content.GetType().Name,
    };
}
