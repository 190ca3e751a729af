using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Keys;

/// <summary>Key names for hostile ids: one slot a room, and no two things under one name.</summary>
public sealed class KeySpaceTests(DevServerFixture fixture)
{
    private const int Seed = 20250301;

    [Fact]
    public void Keys_of_a_room_share_a_slot()
    {
        var keys = new KeySpace("conv");
        var ids = RandomIds.Create(Seed, 500);
        var slots = new HashSet<int>();
        foreach (var id in ids)
        {
            var room = keys.Room(id);
            var slot = HashSlot.Of(room.Room);
            slots.Add(slot);
            RedisKey[] all = [.. room.All, room.Deleted, .. room.OfDeleted("token").All, .. ids.Take(50).Select(key => room.Idempotency(key))];
            Assert.All(all, key => Assert.Equal(slot, HashSlot.Of(key)));
        }

        // Not one slot for everything, as an empty tag would give.
        Assert.True(slots.Count > ids.Count / 2, $"{ids.Count} rooms are in {slots.Count} slots.");
    }

    [Fact]
    public void No_two_things_have_one_key()
    {
        var keys = new KeySpace("conv");
        var ids = RandomIds.Create(Seed + 1, 300);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        Own("rooms", keys.Rooms(null, null));
        foreach (var id in ids)
        {
            var room = keys.Room(id);
            for (var i = 0; i < room.All.Length; i++) Own($"room {i} of {id}", room.All[i]);
            Own($"deleted of {id}", room.Deleted);
            foreach (var token in (string[])["AAAAAAAAAAA", "-----------"])
            {
                for (var i = 0; i < room.All.Length; i++) Own($"{token} {i} of {id}", room.OfDeleted(token).All[i]);
            }

            Own($"status {id}", keys.Rooms(null, id));
            Own($"organization {id}", keys.Rooms(id, null));
            Own($"channel {id}", keys.ChannelRooms(id));
            Own($"participant {id}", keys.ParticipantRooms(id));
            Own($"identity {id}", keys.Identity(id));
            foreach (var other in ids.Take(30))
            {
                Own($"idempotency {other} of {id}", room.Idempotency(other));
                Own($"organization {id} status {other}", keys.Rooms(id, other));
                Own($"unscoped {id} {other}", keys.Address(null, id, other));
                Own($"of {id}: {other}", keys.Address(id, other, other));
            }
        }

        for (var bucket = 0; bucket < 300; bucket++)
        {
            Assert.False(owners.ContainsKey($"conv:locator:event:{bucket}"));
            Assert.False(owners.ContainsKey($"conv:locator:task:{bucket}"));
        }

        void Own(string owner, RedisKey key) =>
            Assert.True(owners.TryAdd(key.ToString(), owner), $"'{key}' is both '{owner}' and '{owners[key.ToString()]}'.");
    }

    [Fact]
    public void Ids_can_be_read_back_from_their_escaped_form()
    {
        foreach (var id in RandomIds.Create(Seed + 2, 500))
        {
            var escaped = KeySpace.Escape(id);
            Assert.DoesNotContain(escaped, character => character is '{' or '}' or ':');
            Assert.Equal(id, escaped.Replace("%7B", "{", StringComparison.Ordinal).Replace("%7D", "}", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{a}")]
    [InlineData("a}b")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("a\0")]
    [InlineData("a\u00A0b")]
    public void Prefix_that_would_break_the_layout_is_refused(string prefix) =>
        Assert.ThrowsAny<ArgumentException>(() => new RedisConversationStore(fixture.Connection, new() { KeyPrefix = prefix }));

    [Fact]
    public void Prefix_of_more_than_128_characters_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new RedisConversationStore(fixture.Connection, new() { KeyPrefix = new string('x', 129) }));
        Assert.NotNull(new RedisConversationStore(fixture.Connection, new() { KeyPrefix = new string('x', 128) }));
    }
}
