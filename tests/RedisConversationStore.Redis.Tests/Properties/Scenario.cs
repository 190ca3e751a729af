using CsCheck;

namespace Conversations.Redis.Tests.Properties;

/// <summary>A few operations on one room by several callers at the same time, after others that prepare it.</summary>
/// <param name="Pools">The ids.</param>
/// <param name="Before">What is done before, one after the other.</param>
/// <param name="Callers">What each caller does, one after the other.</param>
internal sealed record Scenario(Pools Pools, Operation[] Before, Operation[][] Callers)
{
    // Made of several calls, so they are not one step in memory either: between them a room may be deleted and created again, and then has the same version.
    private static readonly string[] Composed = ["Events.ContinueAsync", "Events.EnumerateAsync", "Events.ReadModifyWrite", "Rooms.UpdateAsync(change)"];

    // An identity is in no room, and promises less: while two creates of one id are on their way, an address of the one that loses may resolve.
    private const string CreateIdentity = "Identities.CreateAsync";

    internal static Gen<Scenario> Any { get; } =
        from pools in Pools.OneRoom
        from room in RoomOperations.Create(pools.Room, pools)
        from theme in Gen.Int[0, 3]
        from before in One(pools, theme).Array[0, 5]
        let one = One(pools, theme).Where(operation => operation.Name != CreateIdentity)
        from first in one.Array[2, 3]
        from second in one.Array[2, 3]
        from third in one.Array[1, 2]
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

    /// <summary>Operations that have to do with one another: few of all operations meet by chance.</summary>
    private static Gen<Operation> One(Pools pools, int theme) => Gen.Frequency(theme switch
    {
        0 => [.. RoomOperations.All(pools), .. RecordOperations.All(pools)],
        1 => [.. EventOperations.All(pools), .. OtherOperations.All(pools)],
        2 => RoomOperations.All(pools),
        _ => OtherOperations.All(pools),
    }).Where(operation => !Composed.Contains(operation.Name));

    private static Operation[] Without(Operation[] operations, int position) => [.. operations[..position], .. operations[(position + 1)..]];
}
