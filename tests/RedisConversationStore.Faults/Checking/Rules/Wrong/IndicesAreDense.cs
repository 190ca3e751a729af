namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>From 0 to the last event there is an event at every index, or there was one that somebody deleted.</summary>
internal sealed class IndicesAreDense() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        var next = 0L;
        foreach (var one in room.Final.Events.OrderBy(one => one.Index))
        {
            while (next < one.Index && room.DeletedSince(next) is not null) next++;
            if (next < one.Index) yield return $"There is no event at index {next} of {room.Id}, before {one.Id} at {one.Index}, and nobody deleted one.";
            next = one.Index + 1;
        }
    }
}
