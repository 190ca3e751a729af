using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>What index entries name: a room or an identity, with the keys of its slot that the protocol of <see cref="HintIndex"/> needs.</summary>
/// <param name="Id">The id in the members of the entries.</param>
/// <param name="Truth">The key whose presence says that the owner exists.</param>
/// <param name="Intents">Hash: the writes under way.</param>
internal readonly record struct IndexOwner(string Id, RedisKey Truth, RedisKey Intents)
{
    internal static IndexOwner Room(string roomId, RoomKeys keys) => new(roomId, keys.Room, keys.Intents);

    internal static IndexOwner Identity(string identityId, KeySpace keySpace) => new(identityId, keySpace.Identity(identityId), keySpace.IdentityIntents(identityId));
}
