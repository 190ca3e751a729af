namespace Conversations.Redis.Load;

/// <summary>What a peer answers to an add.</summary>
/// <param name="Index">The event's place in its room.</param>
/// <param name="IsDuplicate">Whether it was there before.</param>
internal readonly record struct PeerAdd(long Index, bool IsDuplicate);
