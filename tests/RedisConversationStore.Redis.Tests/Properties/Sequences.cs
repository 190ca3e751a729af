using CsCheck;

namespace Conversations.Redis.Tests.Properties;

/// <summary>A sequence of operations over a few ids.</summary>
internal sealed record Sequence(Pools Pools, Operation[] Operations)
{
    /// <summary>Sequences of all operations, beginning with a room.</summary>
    internal static Gen<Sequence> Any(int shortest, int longest) =>
        from pools in Pools.Any
        from first in RoomOperations.Create(Gen.Const(pools.Rooms[0]), pools)
        from rest in Step(pools).Array[shortest - 1, longest - 1]
        select new Sequence(pools, [first, .. rest]);

    private static Gen<Operation> Step(Pools pools) =>
        Gen.Select(
            Gen.Frequency([.. RoomOperations.All(pools), .. EventOperations.All(pools), .. RecordOperations.All(pools), .. OtherOperations.All(pools)]),
            Gen.Frequency((12, TimeSpan.Zero), (6, TimeSpan.FromSeconds(1)), (1, TimeSpan.FromMinutes(11))),
            (operation, tick) => operation with { Tick = tick });
}
