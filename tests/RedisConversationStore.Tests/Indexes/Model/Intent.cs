namespace Conversations.Tests.Indexes.Model;

/// <summary>What the slot of an owner notes of a nonce. Whether a deadline has passed is not part of a state: a command that asks may find either, whatever any clock shows.</summary>
internal static class Intent
{
    internal const byte Absent = 0;
    internal const byte Pending = 1;
    internal const byte Removable = 2;

    /// <summary>Of the entries of a room that is being deleted. Not pending: a repeated COMMIT of the room's writer must not take it for its own.</summary>
    internal const byte Deleting = 3;
}
