namespace Conversations.LoadTesting;

/// <summary>Makes the rooms that a load works on: each process its share.</summary>
internal sealed class RoomSetup(Scenario scenario, RoomSet rooms, IReadOnlyList<IConversationStore> stores, int process)
{
    private const int Concurrency = 16;
    private int ready;

    /// <summary>How many rooms are ready.</summary>
    internal int Ready => Volatile.Read(ref ready);

    internal Task RunAsync(CancellationToken cancellationToken)
    {
        var share = Enumerable.Range(0, scenario.Rooms).Where(room => room % scenario.Processes == process);
        return Parallel.ForEachAsync(share, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken }, async (room, ct) =>
        {
            await MakeAsync(stores[room / scenario.Processes % stores.Count], room, ct);
            Interlocked.Increment(ref ready);
        });
    }

    private async Task MakeAsync(IConversationStore store, int room, CancellationToken cancellationToken)
    {
        var roomId = RoomSet.Id(room);
        await store.Rooms.CreateAsync(new() { Id = roomId, OrganizationId = "load" }, cancellationToken);
        for (var i = 0; i < scenario.ChannelsPerRoom; i++)
        {
            await store.Bindings.AddAsync(new() { RoomId = roomId, ChannelId = RoomSet.ChannelId(room, i), ChannelType = ChannelType.WebSocket }, cancellationToken);
        }

        for (var i = 0; i < scenario.ParticipantsPerRoom; i++)
        {
            await store.Participants.AddAsync(new() { Id = $"{roomId}-participant-{i}", RoomId = roomId, ChannelId = RoomSet.ChannelId(room, 0), DisplayName = $"Participant {i}" }, cancellationToken);
        }

        var texts = new TextSource(scenario.Payload);
        var random = new Random(unchecked((scenario.Seed * 31) + room));
        foreach (var numbers in Enumerable.Range(0, scenario.EventsPerRoom).Chunk(100))
        {
            var events = numbers.Select(number => rooms.SeededEvent(room, number, texts.Next(random)));
            foreach (var batch in EventBatches.Split(events)) await store.Events.AddManyAsync(roomId, batch, cancellationToken: cancellationToken);
        }
    }
}
