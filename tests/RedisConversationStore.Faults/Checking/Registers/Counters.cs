using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Registers;

/// <summary>The counters in the metadata: each caller has its own, and sets it to one more each time. What goes back was overwritten by somebody who had no business with it.</summary>
internal sealed class Counters : Register
{
    private static readonly Operation[] Writes = [Operation.PatchMetadata, Operation.UpdateRoom];

    public override string Name => "Counters";

    public override IEnumerable<Reached> Written(RoomHistory room) =>
        from call in Writes.SelectMany(room.Answered)
        select new Reached(call.Start.Key!, call.Start.Value!.Value, call);

    public override IEnumerable<(RecordedCall Call, IReadOnlyDictionary<string, long> Values)> Shown(RoomHistory room) =>
        Writes.Append(Operation.GetRoom).SelectMany(room.Answered).Select(call => (call, call.End!.Numbers!));

    public override IReadOnlyDictionary<string, long> Final(RoomHistory room) => room.Final.Counters;

    public override bool MayBeOverwritten(RoomHistory room, RecordedCall call) => room.MayBeOverwritten(call);

    public override bool MayComeLate(RoomHistory room, string name, long value) =>
        room.Calls(Operation.PatchMetadata).Any(call => call.IsUnknown && call.Start.Key == name && call.Start.Value == value);
}
