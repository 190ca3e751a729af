namespace Conversations;

/// <summary>Limits on rooms that hold for every store.</summary>
public static class RoomLimits
{
    /// <summary>The most bindings and participants together, by default, that <see cref="IRoomStore.LoadContextAsync"/> reads: 10,000. More would hold the server for too long in one step.</summary>
    public const int DefaultMaxContextRecords = 10_000;
}
