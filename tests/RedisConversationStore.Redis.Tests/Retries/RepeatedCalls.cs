using Conversations.Redis.Scripts;
using Conversations.Redis.Tests.Scripts;

namespace Conversations.Redis.Tests.Retries;

/// <summary>What tests of repeated calls have to know of operations and scripts.</summary>
internal static class RepeatedCalls
{
    private static readonly string[] VerbsOfReads =
        ["Get", "Exists", "List", "Find", "Load", "IsSeen", "Conversation", "Timeline", "ThreadSummaries", "Count", "Continue", "Unread", "Markers", "Resolve"];

    private static readonly string[] SayingWhetherItMoved =
        ["IReadStateStore.MarkReadAsync(String,String,String)", "IReadStateStore.MarkAllReadAsync(String,String)", "IReadStateStore.RestoreMarkerAsync(ReadMarker)"];

    /// <summary>Every operation that changes something.</summary>
    internal static IEnumerable<StoreOperation> Writes { get; } =
        [.. StoreOperations.All.Where(operation => !VerbsOfReads.Any(verb => operation.Member[(operation.Member.IndexOf('.', StringComparison.Ordinal) + 1)..].StartsWith(verb, StringComparison.Ordinal)))];

    /// <summary>Whether a repeat may have another answer: a marker that it finds where an earlier attempt moved it has not moved any more. Nothing else is said wrongly, and nothing is lost.</summary>
    internal static bool MaySayOtherwise(StoreOperation operation) => SayingWhetherItMoved.Contains(operation.Member);

    /// <summary>The script that a client is asked to run, by text or by hash.</summary>
    internal static Script ScriptOf(object script) =>
        Wrappers.All.Select(wrapper => wrapper.Script).Single(known => script is byte[] hash ? hash.AsSpan().SequenceEqual(known.Hash) : known.Text.Equals(script));
}
