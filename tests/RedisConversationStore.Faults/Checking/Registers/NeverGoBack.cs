using Conversations.Faults.Checking.Rules;

namespace Conversations.Faults.Checking.Registers;

/// <summary>What is read after a value was reached is not less.</summary>
internal sealed class NeverGoBack(Register register) : Rule(ViolationKind.Wrong)
{
    public override string Name => register.Name + "NeverGoBack";

    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        var floors = register.Reached(room).ToDictionary(
            reached => reached.Key,
            reached => new Floor(reached.Where(one => !room.MayBeLost(one.Call) && !register.MayBeOverwritten(room, one.Call)).Select(one => (one.Call.EndedAt, one.Value))));
        foreach (var (call, values) in register.Shown(room))
        {
            foreach (var (name, floor) in floors)
            {
                var known = floor.Before(call.StartedAt);
                if (known == long.MinValue) continue;
                var isThere = values.TryGetValue(name, out var value);
                if (isThere && (value >= known || register.MayComeLate(room, name, value))) continue;
                yield return $"{call} read {(isThere ? $"{value}" : "nothing")} of {name} of {room.Id}, which had reached {known} before.";
            }
        }
    }
}
