using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>A page begins behind its cursor, ascends, and passes over nothing but what may have been deleted.</summary>
internal sealed class ReadsAreInOrder() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        foreach (var call in room.Answered(Operation.Timeline))
        {
            var last = call.Start.Value!.Value;
            foreach (var seen in call.End!.Seen!)
            {
                if (seen.Index <= last) yield return $"{call} read index {seen.Index} of {room.Id} behind {last}.";
                for (var passed = last + 1; passed < seen.Index; passed++)
                {
                    if (room.DeletedSince(passed) is { } since && since <= call.EndedAt) continue;
                    yield return $"{call} read indices {last} and {seen.Index} of {room.Id}, and nobody had deleted {passed}.";
                    break;
                }

                last = seen.Index;
            }

            if (call.End.Seen!.Count > call.Start.Limit) yield return $"{call} read {call.End.Seen.Count} events of {room.Id}, and asked for {call.Start.Limit}.";
        }
    }
}
