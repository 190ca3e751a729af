namespace Conversations.Faults.Checking.Rules.Lost;

/// <summary>An event whose deletion was acknowledged is gone, unless it was sent again later.</summary>
internal sealed class DeletionsStay() : Rule(ViolationKind.Lost)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        foreach (var deletion in room.Deletions.SelectMany(group => group).Where(call => call.IsAnswered))
        {
            var id = deletion.Start.EventId!;
            if (!room.FinalById.Contains(id)) continue;

            // A send without a known outcome may take effect at any time.
            if (room.Sends[id].Any(send => send.Call.IsUnknown || send.Call.EndedAt > deletion.StartedAt)) continue;
            yield return new($"{id} was deleted from {room.Id} by {deletion}, and is there.", room.MayBeLost(deletion));
        }
    }
}
