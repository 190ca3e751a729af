using Microsoft.Extensions.AI;

namespace Conversations.AI;

/// <summary>Models refuse a history in which a tool's call lacks its result or the other way round, and cutting a timeline to its tail can part them.</summary>
internal static class ToolExchanges
{
    /// <summary>Leaves out calls without a result and results without a call before them; a result may be among what the model is asked next.</summary>
    internal static IReadOnlyList<ChatMessage> Complete(List<ChatMessage> history, IReadOnlyList<ChatMessage> requests)
    {
        var answered = history.Concat(requests).SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => result.CallId).ToHashSet(StringComparer.Ordinal);
        var called = new HashSet<string>(StringComparer.Ordinal);
        var complete = new List<ChatMessage>(history.Count);
        foreach (var message in history)
        {
            var contents = message.Contents.Where(IsPaired).ToList();
            if (contents.Count == message.Contents.Count) complete.Add(message);
            else if (contents.Count > 0) complete.Add(With(message, contents));
        }

        return complete;

        bool IsPaired(AIContent content) => content switch
        {
            FunctionCallContent { InformationalOnly: true } => true,
            FunctionCallContent call => answered.Contains(call.CallId) && called.Add(call.CallId),
            FunctionResultContent result => called.Contains(result.CallId),
            _ => true,
        };
    }

    private static ChatMessage With(ChatMessage message, List<AIContent> contents)
    {
        var changed = message.Clone();
        changed.Contents = contents;
        return changed;
    }
}
