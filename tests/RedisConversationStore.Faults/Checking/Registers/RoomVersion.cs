using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Registers;

/// <summary>The version of the room.</summary>
internal sealed class RoomVersion : Register
{
    private const string OnlyOne = "version";

    public override string Name => "Versions";

    public override IEnumerable<Reached> Written(RoomHistory room) => [];

    public override IEnumerable<(RecordedCall Call, IReadOnlyDictionary<string, long> Values)> Shown(RoomHistory room) =>
        from operation in (Operation[])[Operation.PatchMetadata, Operation.UpdateRoom, Operation.GetRoom]
        from call in room.Answered(operation)
        select (call, Values(call.End!.Version!.Value));

    public override IReadOnlyDictionary<string, long> Final(RoomHistory room) => Values(room.Final.Version);

    private static IReadOnlyDictionary<string, long> Values(long version) => new Dictionary<string, long> { [OnlyOne] = version };
}
