using System.Diagnostics;
using System.Text.Json;

namespace Conversations.Writer;

/// <summary>Writers of one process. Half of their events carry idempotency keys, some go several at a time, and some are written by every process, as a webhook that all replicas receive.</summary>
/// <param name="store">The store.</param>
/// <param name="roomId">The room.</param>
/// <param name="seed">What tells this run's event ids from another's.</param>
/// <param name="output">Where acknowledged events go.</param>
/// <param name="killAfter">How many events are acknowledged before the process kills itself in the midst of the others; null for never. Whoever killed it from outside could come too late.</param>
public sealed class WriterRun(IConversationStore store, string roomId, string seed, Stream output, int? killAfter = null)
{
    private readonly Lock gate = new();
    private int acknowledged;

    /// <summary>The ids that runs with these seeds add between them.</summary>
    public static IEnumerable<string> EventIds(IEnumerable<string> seeds, int writers, int events) =>
        from writer in Enumerable.Range(0, writers)
        from number in Enumerable.Range(0, events)
        from id in seeds.Select(seed => OwnId(seed, writer, number)).Append(SharedId(writer, number))
        select id;

    /// <summary>Adds the events of one writer.</summary>
    public async Task WriteAsync(int writer, int events)
    {
        for (var number = 0; number < events; number++)
        {
            var own = Event(OwnId(seed, writer, number), number % 2 == 0);
            var shared = Event(SharedId(writer, number), number % 2 == 1);
            if (number % 5 == 0)
            {
                foreach (var result in await store.Events.AddManyAsync(roomId, [own, shared])) Acknowledge(result.Event);
                continue;
            }

            Acknowledge((await store.Events.AddAsync(own)).Event);
            Acknowledge((await store.Events.AddAsync(shared)).Event);
        }
    }

    private static string OwnId(string seed, int writer, int number) => $"{seed}-{writer}-{number}";

    private static string SharedId(int writer, int number) => $"shared-{writer}-{number}";

    private RoomEvent Event(string id, bool hasKey) => new()
    {
        Id = id,
        RoomId = roomId,
        Source = new() { ChannelId = "channel", ChannelType = ChannelType.WebSocket },
        Content = new TextContent { Body = "Hello from " + seed },
        IdempotencyKey = hasKey ? "key of " + id : null,
    };

    private void Acknowledge(RoomEvent stored)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(new Acknowledgement(stored.Id, stored.Index!.Value));
        lock (gate)
        {
            output.Write([.. line, (byte)'\n']);
            output.Flush();
            if (++acknowledged == killAfter) Process.GetCurrentProcess().Kill();
        }
    }
}

/// <summary>An event that the store has acknowledged.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Index">Its index.</param>
public sealed record Acknowledgement(string Id, long Index);
