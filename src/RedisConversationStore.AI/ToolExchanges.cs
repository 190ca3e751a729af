using Microsoft.Extensions.AI;

namespace Conversations.AI;

/// <summary>Models refuse a history in which a tool's call lacks its result or the other way round, and cutting a timeline to its tail can part them.</summary>
internal static class ToolExchanges
{
    /// <summary>Leaves out calls without a result behind them and results without a call before them; a result may be among what the model is asked next.</summary>
    internal static IReadOnlyList<ChatMessage> Complete(List<ChatMessage> history, IReadOnlyList<ChatMessage> requests)
    {
        var paired = Paired(history.Concat(requests).SelectMany(message => message.Contents));
        var complete = new List<ChatMessage>(history.Count);
        foreach (var message in history)
        {
            var contents = message.Contents.Where(content => content is not (FunctionCallContent or FunctionResultContent) || paired.Contains(content)).ToList();
            if (contents.Count == message.Contents.Count) complete.Add(message);
            else if (contents.Count > 0) complete.Add(With(message, contents));
        }

        return complete;
    }

    // Some models use the id of a call again in a later one, so a call belongs to the next result of its id and to no other.
    private static HashSet<AIContent> Paired(IEnumerable<AIContent> contents)
    {
        var paired = new HashSet<AIContent>(ReferenceEqualityComparer.Instance);
        var open = new Dictionary<string, AIContent>(StringComparer.Ordinal);
        foreach (var content in contents)
        {
            if (content is FunctionCallContent call)
            {
                open[call.CallId] = call;
            }
            else if (content is FunctionResultContent result && open.Remove(result.CallId, out var answered))
            {
                paired.Add(answered);
                paired.Add(result);
            }
        }

        return paired;
    }

    private static ChatMessage With(ChatMessage message, List<AIContent> contents)
    {
        var changed = message.Clone();
        changed.Contents = contents;
        return changed;
    }
}
