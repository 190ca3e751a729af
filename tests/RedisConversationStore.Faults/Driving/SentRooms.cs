using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>The rooms that drivers create, and by what they are listed: the organization and the status of a room follow from its id, or from what it was last updated with.</summary>
public static class SentRooms
{
    private static readonly string?[] Organizations = [null, "first", "second"];
    private static readonly RoomStatus[] Statuses = [RoomStatus.Active, RoomStatus.Paused, RoomStatus.Closed];

    /// <summary>All ways in which rooms are listed.</summary>
    public static IReadOnlyList<RoomCriteria> AllCriteria { get; } =
        [.. from organization in Organizations from status in Statuses.Select(status => status.Value).Prepend(null) select new RoomCriteria(organization, status)];

    /// <summary>The id of the nth room that all drivers share.</summary>
    public static string SharedId(int number) => $"room-{number}";

    /// <summary>Whether a room is one that all drivers share and move; the others stay in the organization and the status they are created in.</summary>
    public static bool IsShared(string roomId) => roomId.StartsWith("room-", StringComparison.Ordinal);

    /// <summary>A room as it is created.</summary>
    public static Room Create(string roomId, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var room = new Room { Id = roomId, CreatedAt = now, UpdatedAt = now };
        return IsShared(roomId) ? room : Move(room, roomId.Sum(letter => letter));
    }

    /// <summary>A room in the organization and the status that a number stands for.</summary>
    public static Room Move(Room room, long number) => room with
    {
        OrganizationId = Organizations[number % Organizations.Length],
        Status = Statuses[number / Organizations.Length % Statuses.Length],
    };
}
