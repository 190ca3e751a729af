using Conversations.LoadTesting.Planning;

namespace Conversations.Cli.Tests.Planning;

/// <summary>Measurements made up for tests.</summary>
internal static class Models
{
    public static MemoryModel Memory() => new()
    {
        ByRooms = new Dictionary<string, SizeCurve> { ["room"] = Line(1000), ["room_index"] = Line(40) },
        ByEvents = new Dictionary<string, SizeCurve> { ["events"] = Line(500), ["ids"] = Line(100) },
        KeysPerRoom = 3,
        KeysWithEvents = 2,
        BytesPerIdempotencyKey = 0,
        Locators = null,
        LocatorBuckets = 1 << 18,
        Nodes = 1,
    };

    /// <summary>As a hash is on a server: packed while it is small, then a table that doubles, with two of them while it does.</summary>
    public static SizeCurve HashLike(double bytesPerItem, int packedItems) => new(SizeCurve.Ladder(2048).Select(items =>
        ((double)items, items <= packedItems ? 64 + (items * bytesPerItem / 2) : 64 + (items * bytesPerItem) + HashTables.SlotsBytes(items) + (int.IsPow2(items - 1) ? HashTables.SlotsBytes(items - 1) : 0))));

    public static IReadOnlyList<OperationCost> Costs(double server = 20, double inBytes = 1000, double outBytes = 1000, double aof = 1000) =>
        [.. new[] { OperationMix.Commit, OperationMix.Read, OperationMix.Remove }.Select(operation => new OperationCost(operation, 30, server, server, inBytes, outBytes, operation == OperationMix.Read ? 0 : aof))];

    public static ServerFacts Server(long? maxMemory = 4L << 30) => new("Redis 7.0.15", "jemalloc", 1, 1 << 20, maxMemory, 16L << 30, 1.1, 20_000, true, true);

    public static CapacityCheck Check(double operationsPerSecond = 30_000) => new()
    {
        Rooms = 10,
        EventsPerRoom = 100,
        PredictedBytes = 95,
        MeasuredBytes = 100,
        PredictedOperationsPerSecond = operationsPerSecond,
        MeasuredOperationsPerSecond = operationsPerSecond,
        PredictedServerMicroseconds = 20,
        MeasuredServerMicroseconds = 20,
        ServerBusyShare = 0.9,
        Rounds = 3,
        ThroughputError = 0.1,
        ServerTimeError = 0,
    };

    private static SizeCurve Line(double bytes) => new([(1, bytes), (1024, bytes * 1024)]);
}
