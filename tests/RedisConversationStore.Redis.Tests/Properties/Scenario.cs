using CsCheck;

namespace Conversations.Redis.Tests.Properties;

/// <summary>A few operations on one room by several callers at the same time, after others that prepare it.</summary>
/// <param name="Pools">The ids.</param>
/// <param name="Before">What is done before, one after the other.</param>
/// <param name="Callers">What each caller does, one after the other.</param>
internal sealed record Scenario(Pools Pools, Operation[] Before, Operation[][] Callers)
{
    // Made of several calls, so they are not one step in memory either.
    private static readonly string[] Composed = ["Events.EnumerateAsync", "Events.ReadModifyWrite"];

    internal static Gen<Scenario> Any { get; } =
        from pools in Pools.OneRoom
        from room in RoomOperations.Create(pools.Room, pools)
        from before in One(pools).Array[0, 5]
        from first in One(pools).Array[2, 3]
        from second in One(pools).Array[2, 3]
        from third in One(pools).Array[1, 2]
        select new Scenario(pools, [room, .. before], [first, second, third]);

    /// <summary>The scenarios with one operation less.</summary>
    internal IEnumerable<Scenario> Shorter()
    {
        for (var i = 0; i < Before.Length; i++) yield return this with { Before = Without(Before, i) };
        for (var caller = 0; caller < Callers.Length; caller++)
        {
            for (var i = 0; i < Callers[caller].Length; i++)
            {
                Operation[][] callers = [.. Callers];
                callers[caller] = Without(callers[caller], i);
                yield return this with { Callers = callers };
            }
        }
    }

    private static Gen<Operation> One(Pools pools) => Sequence.Operation(pools).Where(operation => !Composed.Contains(operation.Name));

    private static Operation[] Without(Operation[] operations, int position) => [.. operations[..position], .. operations[(position + 1)..]];
}
