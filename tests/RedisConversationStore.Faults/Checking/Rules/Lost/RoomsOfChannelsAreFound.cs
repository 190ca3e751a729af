using Conversations.Faults.Checking.Records;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Lost;

/// <summary>In the end a channel's rooms are those that have a binding of it.</summary>
internal sealed class RoomsOfChannelsAreFound() : Rule<RecordHistory>(ViolationKind.Lost)
{
    public override IEnumerable<Finding> Check(RecordHistory history)
    {
        var bound = history.Final.Listed.Where(one => one.Name.Kind == RecordKind.Binding).ToLookup(one => one.Name.Id, one => one.RoomId!);
        foreach (var (channel, found) in history.Final.RoomsOfChannels)
        {
            foreach (var roomId in bound[channel].Except(found)) yield return new($"{roomId} is not found by {channel}, which is bound to it.", history.MayBeLost(RecordName.Binding(roomId, channel)));
            foreach (var roomId in found.Except(bound[channel])) yield return $"{roomId} is found by {channel}, which is not bound to it.";
        }
    }
}
