using BenchmarkDotNet.Attributes;

namespace Conversations.Redis.Benchmarks;

/// <summary>The everyday operations on a server of their own, one caller at a time: what a call costs when nothing else is going on. The round trip dominates; the bytes allocated are the library's and the client's.</summary>
[MemoryDiagnoser]
[ShortRunJob]
[HideColumns("Job", "IterationCount", "LaunchCount", "WarmupCount", "Error", "StdDev")]
public class OperationBenchmarks
{
    private const string RoomId = "room-0";

    private BenchmarkServer? server;
    private RedisConversationStore? store;
    private int added;

    private RedisConversationStore Store => store!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        server = await BenchmarkServer.StartAsync();
        Console.WriteLine($"// Server: {server.Name}");
        store = await RedisConversationStore.ConnectAsync(server.ConnectionString);
        await store.Rooms.CreateAsync(Samples.Room);
        await store.Bindings.AddAsync(Samples.Binding);
        await store.Participants.AddAsync(Samples.Participant);
        for (; added < 1000; added++) await store.Events.AddAsync(Samples.Numbered(added, RoomId));
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await store!.DisposeAsync();
        await server!.DisposeAsync();
    }

    /// <summary>With an idempotency key. Making the event is part of it: some 300 bytes and 100 ns.</summary>
    [Benchmark]
    public Task<AddEventResult> AddEvent() => Store.Events.AddAsync(Samples.Numbered(added++, RoomId));

    [Benchmark]
    public Task<IReadOnlyList<RoomEvent>> ListLast50() => Store.Events.ListAsync(RoomId, EventPage.Newest(50));

    [Benchmark]
    public Task<long> UnreadCount() => Store.ReadState.UnreadCountAsync(RoomId, Samples.Binding.ChannelId);

    [Benchmark]
    public Task<Room?> GetRoom() => Store.Rooms.GetAsync(RoomId);

    [Benchmark]
    public Task<RoomContext?> LoadContext() => Store.Rooms.LoadContextAsync(RoomId);
}
