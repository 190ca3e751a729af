using Conversations.Faults.Checking.Rules;

namespace Conversations.Faults.Checking.Registers;

/// <summary>What was reached is reached in the end.</summary>
internal sealed class Stay(Register register) : Rule(ViolationKind.Lost)
{
    public override string Name => register.Name + "Stay";

    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        var final = register.Final(room);
        foreach (var reached in register.Reached(room))
        {
            var isThere = final.TryGetValue(reached.Key, out var value);
            if (isThere && register.MayComeLate(room, reached.Key, value)) continue;
            var missing = reached.Where(one => !isThere || one.Value > value).ToArray();
            if (missing.Length == 0) continue;
            var firm = missing.OrderBy(MayBeGone).ThenByDescending(one => one.Value).First();
            yield return new($"{firm.Name} of {room.Id} had reached {firm.Value} by {firm.Call}, and is {(isThere ? $"{value}" : "not there")}.", MayBeGone(firm));
        }

        bool MayBeGone(Reached reached) => room.MayBeLost(reached.Call) || register.MayBeOverwritten(room, reached.Call);
    }
}
