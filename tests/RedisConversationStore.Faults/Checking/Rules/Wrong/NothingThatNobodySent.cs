using Conversations.Faults.Driving;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>What is there was sent, as it is, by a call that was not refused.</summary>
internal sealed class NothingThatNobodySent() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        if (room.IsThere && !room.Calls(Operation.CreateRoom).Any(call => call.MayHaveTakenEffect)) yield return $"Nobody created {room.Id}.";
        foreach (var one in room.Final.Events)
        {
            if (!room.Sends.Contains(one.Id)) yield return $"Nobody sent {one.Id}, which is at index {one.Index} of {room.Id}.";
            else if (!room.Sends[one.Id].Any(send => send.Call.MayHaveTakenEffect)) yield return $"{one.Id} is at index {one.Index} of {room.Id}, although {room.Sends[one.Id].First().Call} was told that it is not.";
            else if (!room.Sends[one.Id].Any(send => send.Key == one.Key)) yield return $"Nobody sent {one.Id}, at index {one.Index} of {room.Id}, with the key {one.Key ?? "(none)"}.";
            else if (one.Body != SentEvents.BodyOf(one.Id)) yield return $"Nobody sent {one.Id}, at index {one.Index} of {room.Id}, with the body '{one.Body}'.";
        }

        foreach (var id in room.Sightings.Select(sighting => sighting.EventId).Distinct())
        {
            if (!room.Sends.Contains(id)) yield return $"Nobody sent {id}, which was seen in {room.Id}.";
        }

        var set = room.Calls(Operation.PatchMetadata).Concat(room.Calls(Operation.UpdateRoom)).Where(call => call.MayHaveTakenEffect).Select(call => (call.Start.Key!, call.Start.Value!.Value)).ToHashSet();
        foreach (var (key, value) in room.Final.Counters)
        {
            if (!set.Contains((key, value))) yield return $"{key} of {room.Id} is {value}, and no call that can have taken effect set it so.";
        }

        var marking = room.Calls(Operation.MarkRead).Concat(room.Calls(Operation.MarkAllRead)).Where(call => call.MayHaveTakenEffect).Select(call => call.Start.ChannelId!).ToHashSet();
        foreach (var (channel, index) in room.Final.Markers)
        {
            if (!marking.Contains(channel) || index > room.Final.LatestIndex) yield return $"Nobody can have set the marker of {channel} in {room.Id} to {index}.";
        }
    }
}
