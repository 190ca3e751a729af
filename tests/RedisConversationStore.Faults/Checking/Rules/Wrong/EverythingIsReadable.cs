namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>No record is damaged.</summary>
internal sealed class EverythingIsReadable() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room) =>
        room.Final.Unreadable.Select(what => (Finding)$"In {room.Id} there is what cannot be read, {what}");
}
