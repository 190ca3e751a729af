using System.Reflection;

namespace Conversations.Agents.Tests;

/// <summary>A store through which the calls of event operations can be watched, and made to fail.</summary>
public class StoreProxy : DispatchProxy
{
    private object inner = null!;
    private IEventStore? watchedEvents;
    private Func<MethodInfo, object?, object?> after = (_, result) => result;

    /// <summary>A store like the given one, but for its event operations.</summary>
    /// <param name="store">The store.</param>
    /// <param name="after">Given the operation and the task it returned; answers the task that the caller gets.</param>
    internal static IConversationStore Over(IConversationStore store, Func<MethodInfo, object?, object?> after)
    {
        var proxy = Create<IConversationStore, StoreProxy>();
        ((StoreProxy)(object)proxy).inner = store;
        ((StoreProxy)(object)proxy).watchedEvents = Events(store.Events, after);
        return proxy;
    }

    /// <summary>A store of which it is counted how many events it was read by the page.</summary>
    internal static IConversationStore Counting(IConversationStore store, Action<int> onRead) => Over(store, (operation, result) =>
    {
        return operation.Name == nameof(IEventStore.ListAsync) ? CountAsync((Task<IReadOnlyList<RoomEvent>>)result!) : result;

        async Task<IReadOnlyList<RoomEvent>> CountAsync(Task<IReadOnlyList<RoomEvent>> page)
        {
            var events = await page;
            onRead(events.Count);
            return events;
        }
    });

    /// <summary>A store whose first add of many is done and then reported as failed, as when the connection breaks before the reply.</summary>
    internal static IConversationStore LosingFirstReply(IConversationStore store)
    {
        var isLost = false;
        return Over(store, (operation, result) =>
        {
            if (operation.Name != nameof(IEventStore.AddManyAsync) || isLost) return result;
            isLost = true;
            return LoseAsync((Task<IReadOnlyList<AddEventResult>>)result!);
        });

        static async Task<IReadOnlyList<AddEventResult>> LoseAsync(Task<IReadOnlyList<AddEventResult>> added)
        {
            await added;
            throw new IOException("The reply was lost.");
        }
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (watchedEvents is not null && targetMethod!.Name == "get_" + nameof(IConversationStore.Events)) return watchedEvents;
        return after(targetMethod!, targetMethod!.Invoke(inner, args));
    }

    private static IEventStore Events(IEventStore events, Func<MethodInfo, object?, object?> after)
    {
        var proxy = Create<IEventStore, StoreProxy>();
        ((StoreProxy)(object)proxy).inner = events;
        ((StoreProxy)(object)proxy).after = after;
        return proxy;
    }
}
