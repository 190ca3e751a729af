using System.Collections.Frozen;

namespace Conversations.LoadTesting;

/// <summary>The operations a scenario can mix, by name.</summary>
public static class LoadOperations
{
    private static readonly FrozenDictionary<string, LoadOperation> Catalog = new LoadOperation[]
    {
        new("add_event", WriteOperations.AddEventAsync),
        new("add_many", WriteOperations.AddManyAsync),
        new("add_duplicate", WriteOperations.AddDuplicateAsync, NeedsEvents: true),
        new("create_room", WriteOperations.CreateRoomAsync),
        new("patch_metadata", WriteOperations.PatchMetadataAsync),
        new("mark_read", WriteOperations.MarkReadAsync, NeedsEvents: true),
        new("mark_all_read", WriteOperations.MarkAllReadAsync, NeedsEvents: true),
        new("get_room", ReadOperations.GetRoomAsync),
        new("load_context", ReadOperations.LoadContextAsync),
        new("find_by_channel", ReadOperations.FindByChannelAsync),
        new("get_event", ReadOperations.GetEventAsync, NeedsEvents: true),
        new("conversation_tail", ReadOperations.ConversationTailAsync),
        new("unread_count", ReadOperations.UnreadCountAsync),
    }.ToFrozenDictionary(operation => operation.Name);

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => Catalog.Keys;

    internal static string NameList { get; } = string.Join(", ", Catalog.Keys.Order(StringComparer.Ordinal));

    internal static LoadOperation Get(string name) => Catalog[name];

    internal static bool NeedsEvents(string name) => Catalog[name].NeedsEvents;
}

/// <summary>Something a caller does to a store.</summary>
/// <param name="Name">Its name in scenarios and reports.</param>
/// <param name="CallAsync">Does it once, on a room.</param>
/// <param name="NeedsEvents">Whether the room must have an event.</param>
internal sealed record LoadOperation(string Name, Func<Caller, int, CancellationToken, Task> CallAsync, bool NeedsEvents = false);

/// <summary>A store answered, and the answer is not what must come. Counted as a failure of its own kind.</summary>
internal sealed class UnexpectedAnswerException(string reason) : Exception(reason);
