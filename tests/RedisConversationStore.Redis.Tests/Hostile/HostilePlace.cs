using Conversations.Conformance;
using StackExchange.Redis;

namespace Conversations.Redis.Tests.Hostile;

/// <summary>A place in the data of a store that <see cref="StoreOperations.SeedAsync"/> has filled, and how damage gets there.</summary>
/// <param name="Name">What is there.</param>
/// <param name="PlantAsync">Reads what is there and puts something hostile in its place.</param>
internal sealed record HostilePlace(string Name, Func<IDatabase, KeySpace, Random, Task> PlantAsync)
{
    private const string Room = Samples.RoomId;

    // Scores that are no index, or one that another event has.
    private static readonly double[] Scores = [double.PositiveInfinity, double.NegativeInfinity, -1, -0.5, 0, 0.5, 1.5, 1e15, 9007199254740992, 9007199254740994, 1e300, 5e-324];

    internal static IReadOnlyDictionary<string, HostilePlace> ByName { get; } = new HostilePlace[]
    {
        InHash("a field of the room", keys => keys.Room(Room).Room),
        WithoutField("a missing field of the room", keys => keys.Room(Room).Room),
        InSortedSet("an event", keys => keys.Room(Room).Events),
        Score("the index of an event", keys => keys.Room(Room).Events),
        InHash("the index of an id", keys => keys.Room(Room).Ids),
        InHashName("an id", keys => keys.Room(Room).Ids),
        InSortedSet("an entry of a thread", keys => keys.Room(Room).Threads),
        InSortedSet("an entry of a type", keys => keys.Room(Room).Types),
        InHash("a binding", keys => keys.Room(Room).Bindings),
        InHash("a participant", keys => keys.Room(Room).Participants),
        InHash("a task", keys => keys.Room(Room).Tasks),
        InHash("an observation", keys => keys.Room(Room).Observations),
        InHash("a marker", keys => keys.Room(Room).Markers),
        InHashName("the channel of a marker", keys => keys.Room(Room).Markers),
        InString("an idempotency key", keys => keys.Room(Room).Idempotency("key of full")),
        InSortedSet("a claim", keys => keys.Room(Room).Claims),
        InSet("a token of a deleted room", keys => keys.Room("doomed 0").Deleted),
        InString("an identity", keys => keys.Identity("identity")),
        InSortedSet("a link of an address", keys => keys.Address("org-1", "sms", "+43 1 234")),
        Score("the rank of a link", keys => keys.Address("org-1", "sms", "+43 1 234")),
        InHash("the locator of an event", keys => keys.EventLocator("full")),
        InHash("the locator of a task", keys => keys.TaskLocator("task")),
        InSortedSet("an entry of all rooms", keys => keys.Rooms(null, null)),
        Score("the order of all rooms", keys => keys.Rooms(null, null)),
        InSortedSet("an entry of a channel", keys => keys.ChannelRooms(Samples.ChannelId)),
        InSortedSet("an entry of a participant", keys => keys.ParticipantRooms("participant")),
    }.ToDictionary(place => place.Name);

    private static HostilePlace InHash(string name, Func<KeySpace, RedisKey> key) =>
        new(name, async (database, keys, random) =>
        {
            var entry = Pick(await database.HashGetAllAsync(key(keys)), random);
            await database.HashSetAsync(key(keys), entry.Name, Mutate(entry.Value, random));
        });

    private static HostilePlace InHashName(string name, Func<KeySpace, RedisKey> key) =>
        new(name, async (database, keys, random) =>
        {
            var entry = Pick(await database.HashGetAllAsync(key(keys)), random);
            await database.HashDeleteAsync(key(keys), entry.Name);
            await database.HashSetAsync(key(keys), Mutate(entry.Name, random), entry.Value);
        });

    private static HostilePlace WithoutField(string name, Func<KeySpace, RedisKey> key) =>
        new(name, async (database, keys, random) => await database.HashDeleteAsync(key(keys), Pick(await database.HashGetAllAsync(key(keys)), random).Name));

    private static HostilePlace InSortedSet(string name, Func<KeySpace, RedisKey> key) =>
        new(name, async (database, keys, random) =>
        {
            var entry = Pick(await database.SortedSetRangeByRankWithScoresAsync(key(keys)), random);
            await database.SortedSetRemoveAsync(key(keys), entry.Element);
            await database.SortedSetAddAsync(key(keys), Mutate(entry.Element, random), entry.Score);
        });

    private static HostilePlace Score(string name, Func<KeySpace, RedisKey> key) =>
        new(name, async (database, keys, random) =>
            await database.SortedSetAddAsync(key(keys), Pick(await database.SortedSetRangeByRankAsync(key(keys)), random), Pick(Scores, random)));

    private static HostilePlace InSet(string name, Func<KeySpace, RedisKey> key) =>
        new(name, (database, keys, random) => database.SetAddAsync(key(keys), Mutate("token-_0123", random)));

    private static HostilePlace InString(string name, Func<KeySpace, RedisKey> key) =>
        new(name, async (database, keys, random) => await database.StringSetAsync(key(keys), Mutate(await database.StringGetAsync(key(keys)), random)));

    private static RedisValue Mutate(RedisValue intact, Random random)
    {
        var bytes = (byte[])intact!;
        return new Mutator(bytes, () => bytes).Next(random);
    }

    private static T Pick<T>(T[] items, Random random) => items[random.Next(items.Length)];
}
