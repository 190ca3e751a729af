using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AgentChat;

/// <summary>A model that knows what it is told and nothing else: whether it remembers shows whether it was given the history.</summary>
public sealed class FakeModel : IChatClient
{
    private const string Introduction = "My name is ";
    private const string Weather = "weather in ";

    private int calls;

    /// <summary>How often it was asked.</summary>
    public int Calls => calls;

    /// <summary>What it was given last.</summary>
    public IReadOnlyList<ChatMessage> LastGiven { get; private set; } = [];

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        LastGiven = [.. messages];
        var call = Interlocked.Increment(ref calls);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [Answer(LastGiven, call)]) { MessageId = Guid.NewGuid().ToString("N") }));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static AIContent Answer(IReadOnlyList<ChatMessage> messages, int call)
    {
        var last = messages[^1];
        if (last.Contents.OfType<FunctionResultContent>().FirstOrDefault() is { } result) return new TextContent($"It is {result.Result}.");
        if (After(last, Introduction) is { } name) return new TextContent($"Hello, {name}.");
        if (After(last, Weather) is { } city) return new FunctionCallContent($"call-{call}-{Guid.NewGuid():N}", "get_weather", new Dictionary<string, object?> { ["city"] = city });
        if (last.Text != "What is my name?") return new TextContent($"You told me {messages.Count(message => message.Role == ChatRole.User)} things.");
        var known = messages.Select(message => message.Role == ChatRole.User ? After(message, Introduction) : null).LastOrDefault(told => told is not null);
        return new TextContent(known is null ? "You never told me." : $"You are {known}.");
    }

    private static string? After(ChatMessage message, string words)
    {
        var at = message.Text.IndexOf(words, StringComparison.Ordinal);
        return at < 0 ? null : message.Text[(at + words.Length)..].TrimEnd('.', '?');
    }
}
