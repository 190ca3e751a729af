using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Registers;

/// <summary>The delivered index.</summary>
internal sealed class DeliveredIndex : Register
{
    private const string OnlyOne = "delivered_index";

    public override string Name => "DeliveredIndices";

    public override IEnumerable<Reached> Written(RoomHistory room) =>
        from call in room.Answered(Operation.AdvanceDelivered)
        where call.End!.Moved is true
        select new Reached(OnlyOne, call.Start.Value!.Value, call);

    public override IEnumerable<(RecordedCall Call, IReadOnlyDictionary<string, long> Values)> Shown(RoomHistory room) =>
        room.Answered(Operation.GetDelivered).Select(call => (call, Values(call.End!.Number!.Value)));

    public override IReadOnlyDictionary<string, long> Final(RoomHistory room) => Values(room.Final.DeliveredIndex);

    private static IReadOnlyDictionary<string, long> Values(long index) => new Dictionary<string, long> { [OnlyOne] = index };
}
