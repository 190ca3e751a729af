using Conversations.Conformance;
using Conversations.Redis.Tests.Golden;
using StackExchange.Redis;

namespace Conversations.Redis.Tests.Hostile;

/// <summary>Hostile copies of rooms as they are stored: the fields and values of a hash, one of them damaged, missing, there twice or renamed.</summary>
internal static class HostileRooms
{
    /// <summary>Rooms as they are stored.</summary>
    internal static readonly RedisValue[][] Intact = [Encode(Samples.Room()), Encode(Samples.FullRoom()), Encode(Samples.Room() with { Metadata = Samples.FullRoom().Metadata })];

    private static readonly Mutator[][] Mutators =
    [
        .. Intact.Select(room => room.Select(item => new Mutator((byte[])item!, () => (byte[])room[1]!)).ToArray()),
    ];

    internal static RedisValue[] Next(Random random)
    {
        var number = random.Next(Intact.Length);
        var room = Intact[number];
        var field = random.Next(room.Length / 2) * 2;
        switch (random.Next(16))
        {
            case 0:
                return [.. room[..field], .. room[(field + 2)..]];
            case 1:
                var other = random.Next(room.Length / 2) * 2;
                return [.. room, room[field], room[other + 1]];
            case 2:
                return With(room, field, Mutators[number][field].Next(random));
            default:
                return With(room, field + 1, Mutators[number][field + 1].Next(random));
        }
    }

    internal static RedisValue[] Encode(object stored) => stored is StoredRoom room ? RoomCodec.Encode(room.Room, room.Epoch, room.Hint) : [];

    private static RedisValue[] Encode(Room room) => RoomCodec.Encode(room with { EventCount = 0, LatestIndex = -1, DeliveredIndex = -1, Version = 1 }, GoldenSamples.Epoch, new(GoldenSamples.Nonce, room.Status.Value, room.OrganizationId));

    private static RedisValue[] With(RedisValue[] room, int at, byte[] value)
    {
        var damaged = (RedisValue[])room.Clone();
        damaged[at] = value;
        return damaged;
    }
}
