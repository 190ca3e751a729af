using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>Many events added at once are all there or none, also when nobody was told which.</summary>
internal sealed class BatchesAreWhole() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        var seen = room.Sightings.Select(sighting => sighting.EventId).ToHashSet();
        foreach (var call in room.Calls(Operation.AddMany).Where(call => call.IsUnknown))
        {
            // What was also sent by itself, by others or under a key that others have, tells nothing of this batch.
            var telling = call.Start.Events!.Where(sent => sent.Key is null && room.Sends[sent.Id].All(send => send.Call.Operation == Operation.AddMany && send.Call.Driver == call.Driver)).ToArray();
            var there = telling.Where(sent => room.FinalById.Contains(sent.Id) || seen.Contains(sent.Id) || room.MayBeDeleted(sent.Id)).ToArray();
            if (there.Length > 0 && there.Length < telling.Length) yield return $"Of the events of {call}, {there[0].Id} is in {room.Id} and {telling.Except(there).First().Id} is not.";
        }
    }
}
