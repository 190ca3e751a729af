using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Golden;

/// <summary>The data of a whole store is frozen: what scripts write beside the records, such as members of indices and values of idempotency keys.</summary>
public abstract partial class GoldenDataTests(RedisFixture fixture)
{
    private const string Prefix = "golden";

    [Fact]
    public async Task Data_of_a_store()
    {
        Assert.SkipWhen(fixture.Unavailable is not null, $"{fixture.Name}: {fixture.Unavailable}");
        var token = TestContext.Current.CancellationToken;
        var store = new RedisConversationStore(fixture.Connection, new() { KeyPrefix = Prefix, TimeProvider = new ManualClock(Samples.Instant) });
        await store.Rooms.CreateAsync(Samples.Room() with { OrganizationId = "org", Metadata = DataObject.Of(("b", 1), ("a", "x")) }, token);
        await store.Rooms.PatchMetadataAsync(Samples.RoomId, DataObject.Of(("c", 2), ("b", 3)), ["a"], token);
        await store.Events.AddAsync(Samples.Event("event") with { IdempotencyKey = "key" }, cancellationToken: token);
        await store.Events.AddAsync(Samples.Reply("reply", "event"), cancellationToken: token);
        await store.Idempotency.ClaimAsync(Samples.RoomId, "claim", cancellationToken: token);
        await store.Bindings.AddAsync(Samples.Binding() with { ParticipantId = "participant" }, token);
        await store.Participants.AddAsync(Samples.Participant(), token);
        await store.Identities.CreateAsync(Samples.Identity() with { OrganizationId = "org", ChannelAddresses = ValueMap.Of<ValueList<string>>(("sms", ["+43"])) }, token);
        await store.Tasks.AddAsync(Samples.Task(), token);
        await store.Observations.AddAsync(Samples.Observation(), token);
        await store.ReadState.MarkReadAsync(Samples.RoomId, Samples.ChannelId, "event", token);
        await store.Rooms.AdvanceDeliveredIndexAsync(Samples.RoomId, 0, cancellationToken: token);
        await store.TidyUpAsync();

        var data = await DumpAsync(fixture.Connection);

        GoldenFile.Matches("tests/RedisConversationStore.Redis.Tests/Golden/data.txt", data);
    }

    // Keys in order, what each holds in order, and what is random by its kind only.
    private static async Task<string> DumpAsync(IConnectionMultiplexer connection)
    {
        var database = connection.GetDatabase();
        var text = new StringBuilder();
        foreach (var key in Keyspace.Under(connection, Prefix))
        {
            var type = await database.KeyTypeAsync(key);
            text.Append($"[{type} {key}]\n");
            var lines = type switch
            {
                RedisType.Hash when key.Contains(":locator:event:", StringComparison.Ordinal) => (await database.HashGetAllAsync(key)).Select(entry => $"{Printable(entry.Name)} = {WithoutCall(entry.Value, at: ((byte[])entry.Value!).Length - sizeof(uint), length: sizeof(uint))}"),
                RedisType.Hash => (await database.HashGetAllAsync(key)).Select(entry => $"{Printable(entry.Name)} = {Printable(entry.Value)}"),
                RedisType.SortedSet when key.Contains(":recent_calls", StringComparison.Ordinal) => (await database.SortedSetRangeByRankAsync(key)).Select(call => $"(second) (call of {((byte[])call!).Length} bytes)"),
                RedisType.SortedSet when key.EndsWith(":events", StringComparison.Ordinal) => (await database.SortedSetRangeByRankWithScoresAsync(key)).Select(entry => $"{entry.Score} {WithoutCall(entry.Element, at: 10, length: sizeof(uint))}"),
                RedisType.SortedSet => (await database.SortedSetRangeByRankWithScoresAsync(key)).Select(entry => $"{entry.Score} {Printable(entry.Element)}"),
                RedisType.Set => (await database.SetMembersAsync(key)).Select(Printable),
                _ when key.EndsWith(":idempotency:claim", StringComparison.Ordinal) => [WithoutCall(await database.StringGetAsync(key), at: Epoch.Length + 1, length: sizeof(ulong))],
                _ => [Printable(await database.StringGetAsync(key))],
            };
            // The server's clock goes on: its time is printed as that of the sample.
            var activity = $"{RoomFields.LastActivityAt} = ";
            lines = lines.Select(line => line.StartsWith(activity, StringComparison.Ordinal) && long.Parse(line[activity.Length..], CultureInfo.InvariantCulture) > Instants.ToMicroseconds(Samples.Instant.AddHours(12)) ? $"{activity}{Instants.ToMicroseconds(Samples.Instant)}" : line);
            foreach (var line in lines.Order(StringComparer.Ordinal)) text.Append(line).Append('\n');
        }

        return Anonymous(text.ToString(), await database.HashGetAsync($"{Prefix}:{{room}}:room", RoomFields.Epoch));
    }

    private static string Anonymous(string text, RedisValue epoch)
    {
        // All nonces begin with one byte; what follows is random.
        return NonceText().Replace(text.Replace((string)epoch!, "(epoch)", StringComparison.Ordinal), match => Nonce.IsFormer(match.Value) ? match.Value : "(nonce)");
    }

    [GeneratedRegex("5[Q-Za-f][A-Za-z0-9_-]{13}")]
    private static partial Regex NonceText();

    private static string WithoutCall(byte[]? value, int at, int length) =>
        $"{Printable(value![..at])}(call of {length} bytes){Printable(value[(at + length)..])}";

    private static string Printable(RedisValue value) =>
        string.Concat(((byte[])value!).Select(part => part is >= 0x20 and < 0x7f and not (byte)'\\' ? ((char)part).ToString() : $"\\{part:x2}"));
}

public sealed partial class GoldenDataTestsOnDevServer(DevServerFixture fixture) : GoldenDataTests(fixture);

public sealed partial class GoldenDataTestsOnRedisServer(RedisServerFixture fixture) : GoldenDataTests(fixture);

public sealed partial class GoldenDataTestsOnCluster(ClusterFixture fixture) : GoldenDataTests(fixture);
