using Conversations.Faults.History;

namespace Conversations.Faults.Checking;

/// <summary>The calls of all drivers, by what they are made to.</summary>
internal sealed class Calls
{
    public Calls(IEnumerable<DriverHistory> drivers)
    {
        var all = drivers.SelectMany(driver => driver.Calls).ToLookup(call => call.Operation == Operation.ListRooms);
        Listings = [.. all[true]];
        var calls = all[false].ToLookup(call => call.IsOfRecords);
        ByRoom = calls[false].ToLookup(call => call.Start.RoomId!);
        OfRecords = [.. calls[true]];
    }

    /// <summary>The calls to rooms and their events.</summary>
    public ILookup<string, RecordedCall> ByRoom { get; }

    /// <summary>The walks over rooms.</summary>
    public IReadOnlyList<RecordedCall> Listings { get; }

    /// <summary>The calls to other records.</summary>
    public IReadOnlyList<RecordedCall> OfRecords { get; }
}
