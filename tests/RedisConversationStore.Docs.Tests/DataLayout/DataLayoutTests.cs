using System.Buffers.Binary;
using System.Reflection;
using System.Text;
using Conversations.DevServer;
using Conversations.Redis;
using StackExchange.Redis;

namespace Conversations.Docs.Tests;

/// <summary>docs/data-layout.md says what the code does.</summary>
public sealed class DataLayoutTests
{
    private static readonly Page Layout = Page.At("docs/data-layout.md");

    private static readonly DocumentedKey[] Keys =
    [
        .. Layout.RowsBelow("Keys of a room").Concat(Layout.RowsBelow("Keys that cross rooms")).Select(row => new DocumentedKey(row[0].Quoted.First(), row[1].Text.Trim(), row[3].Text)),
    ];

    [Fact]
    public void Every_key_on_the_page_is_one_that_the_store_forms()
    {
        Assert.NotEmpty(Keys);
        Assert.All(Keys, key =>
        {
            Assert.True(new KeySpace("conv").TryParse(key.Example, out var stored), $"The store forms no {key.Pattern}.");
            Assert.Equal(TypeName(stored.Type), key.Type);
            Assert.Equal(stored.Expires, key.Goes.Contains("time to live", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Every_key_that_the_store_forms_is_on_the_page()
    {
        var keySpace = new KeySpace("conv");
        var documented = Keys.Select(key => keySpace.TryParse(key.Example, out var stored) ? stored : null).ToArray();

        Assert.Equal(Enum.GetValues<KeyKind>().Order(), documented.Select(stored => stored!.Kind).Distinct().Order());
        Assert.Equal(RoomKeys.Parts.Keys.Order(), documented.Where(stored => stored!.Kind == KeyKind.RoomPart).Select(stored => stored!.Part).Order());
    }

    [Fact]
    public async Task A_store_with_one_of_everything_has_all_of_these_keys_and_no_others()
    {
        await using var server = await RedisDevServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        await using (var store = new RedisConversationStore(connection, new())) await OneOfEverything.AddAsync(store, TestContext.Current.CancellationToken);

        var found = new List<(string Key, string Type, DocumentedKey? Documented)>();
        await foreach (var key in connection.GetServers().Single().KeysAsync())
        {
            var type = TypeName(await connection.GetDatabase().KeyTypeAsync(key));
            found.Add((key.ToString(), type, Keys.SingleOrDefault(documented => documented.Matches(key.ToString()))));
        }

        Assert.Empty(found.Where(key => key.Documented?.Type != key.Type).Select(key => $"{key.Key}: {key.Type}, documented as {key.Documented?.Type ?? "nothing"}"));

        // A deleted room is on its way out, and an intent is there, only while a call is under way.
        Assert.Equal(
            Keys.Select(key => key.Pattern).Where(pattern => !pattern.Contains(":deleted", StringComparison.Ordinal) && !pattern.Contains(":intents", StringComparison.Ordinal)).Order(),
            found.Select(key => key.Documented!.Pattern).Distinct().Order());
    }

    [Fact]
    public void The_fields_of_a_room_are_those_of_the_code()
    {
        var fields = typeof(RoomFields).GetFields(BindingFlags.NonPublic | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(fields.Order(), Layout.RowsBelow("The room").Select(row => row[0].Quoted.Single().Replace("NAME", "", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void The_bytes_of_an_event_are_as_described()
    {
        var roomEvent = new RoomEvent
        {
            Id = "event",
            RoomId = "room",
            Type = EventType.Reaction,
            Source = new() { ChannelId = "channel", ChannelType = ChannelType.Sms },
            Content = new TextContent { Body = "body" },
            IdempotencyKey = "key",
            ParentEventId = "parent",
            CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(1),
        };
        Dictionary<string, string> expected = new()
        {
            ["index"] = Convert.ToHexString("42"u8),
            ["format version"] = Convert.ToHexString([StoredFormat.Version]),
            ["created_at"] = 1_000_000L.ToString("X16", null),
            ["nonce of the call"] = "01020304",
            ["idempotency key"] = Convert.ToHexString("key"u8),
            ["parent event id"] = Convert.ToHexString("parent"u8),
            ["type"] = Convert.ToHexString("reaction"u8),
        };

        var bytes = StoredEvent.ToMember(42, EventCodec.Encode(roomEvent, EventLimits.DefaultMaxEventBytes, callNonce: 0x01020304)).AsSpan();
        var at = 0;
        var described = Layout.RowsBelow("An event").ToArray();
        foreach (var row in described[..^1])
        {
            var length = row[0].Text.Trim() switch
            {
                "n" => bytes[at..].IndexOfAnyExceptInRange((byte)'0', (byte)'9'),
                "2 + n" => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]),
                var fixedLength => int.Parse(fixedLength, null),
            };
            if (row[0].Text.Trim() == "2 + n") at += 2;
            Assert.Equal(expected.Single(part => row[1].Text.Trim().StartsWith(part.Key, StringComparison.Ordinal)).Value, Convert.ToHexString(bytes.Slice(at, length)));
            at += length;
        }

        Assert.Equal(expected.Count, described.Length - 1);

        // A MessagePack map begins with 0x8n or 0xde.
        Assert.True(bytes[at] is >= 0x80 and <= 0x8f or 0xde, $"Behind the header is 0x{bytes[at]:x2}.");
    }

    private static string TypeName(RedisType type) => type == RedisType.SortedSet ? "zset" : type.ToString().ToLowerInvariant();
}
