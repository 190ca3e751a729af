using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Conversations.Redis.Load;

/// <summary>An empty server with one room of a thousand events, and arguments for as many calls as are made. The stores are those that dependency injection gives an application, logging included.</summary>
internal sealed class GateStage : IAsyncDisposable
{
    internal const string RoomId = "room-0";

    /// <summary>How many events the room begins with: as many as there are calls, at least.</summary>
    internal const int Events = 1_000;

    private readonly ServiceProvider services;
    private readonly ServiceProvider servicesWithoutLocators;

    private GateStage(RunningRedis redis)
    {
        services = Register(redis, static _ => { });
        servicesWithoutLocators = Register(redis, static options => options.EventLocators = false);
        Store = services.GetRequiredService<IConversationStore>();
        WithoutLocators = servicesWithoutLocators.GetRequiredService<IConversationStore>();
    }

    internal IConversationStore Store { get; }

    internal IConversationStore WithoutLocators { get; }

    internal static async Task<GateStage> SetAsync(RunningRedis redis)
    {
        await redis.Server.FlushDatabaseAsync();
        var stage = new GateStage(redis);
        await stage.AddRoomAsync(RoomId);

        // One after the other: two calls at once would order them as they like.
        foreach (var numbers in Enumerable.Range(0, Events).Chunk(EventLimits.MaxEventsPerAdd))
        {
            await stage.Store.Events.AddManyAsync(RoomId, Array.ConvertAll(numbers, number => Samples.WithoutKey(number, RoomId)));
        }

        return stage;
    }

    /// <summary>An argument for each call.</summary>
    internal static T[] Each<T>(Func<int, T> make) => [.. Enumerable.Range(0, GateMeasurement.Calls).Select(make)];

    /// <summary>A text of the same length for each number.</summary>
    internal static string Numbered(string name, int number) => $"{name}-{number:d6}";

    /// <summary>An event that the room does not have.</summary>
    internal static RoomEvent NewEvent(int number) => Samples.WithoutKey(Events + number, RoomId);

    /// <summary>An event that the room does not have, with an idempotency key.</summary>
    internal static RoomEvent NewEventWithKey(int number) => Samples.Numbered(Events + number, RoomId);

    /// <summary>The id of an event that the room has.</summary>
    internal static string EventId(int number) => Samples.WithoutKey(number, RoomId).Id;

    internal Task AddRoomAsync(string roomId) => Store.Rooms.CreateAsync(Samples.Room with { Id = roomId });

    /// <summary>Does something with the numbers from 0 on, one after the other.</summary>
    internal static async Task RepeatAsync(int times, Func<int, Task> actAsync)
    {
        for (var number = 0; number < times; number++) await actAsync(number);
    }

    public async ValueTask DisposeAsync()
    {
        await servicesWithoutLocators.DisposeAsync();
        await services.DisposeAsync();
    }

    private static ServiceProvider Register(RunningRedis redis, Action<RedisConversationStoreOptions> configure) =>
        new ServiceCollection()
            .AddLogging(static logging => logging.AddProvider(new DroppingLoggerProvider()))
            .AddRedisConversationStore(_ => redis.Connection, configure)
            .BuildServiceProvider();
}
