using Conversations.Conformance;
using Conversations.Serialization;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Golden;

/// <summary>The stored format is frozen: this version writes exactly the checked-in bytes, and reads them as exactly the samples. What a released version has written, every later one must read.</summary>
public sealed class GoldenFormatTests
{
    private const string Folder = "tests/RedisConversationStore.Redis.Tests/Golden/";

    private static readonly RedisKey Key = "key";

    public static TheoryData<string> EventNames => [.. GoldenSamples.Events.Keys];

    [Fact]
    public void Events() => Freeze("events.txt", GoldenSamples.Events, Encode, Decode);

    [Fact]
    public void Bindings() => FreezeHinted("bindings.txt", Samples.Binding(), Samples.FullBinding());

    [Fact]
    public void Participants() => FreezeHinted("participants.txt", Samples.Participant(), Samples.FullParticipant());

    [Fact]
    public void Identities() => FreezeHinted("identities.txt", Samples.Identity(), Samples.FullIdentity());

    [Fact]
    public void Tasks() => FreezeRecord("tasks.txt", Samples.Task(), Samples.FullTask());

    [Fact]
    public void Observations() => FreezeRecord("observations.txt", Samples.Observation(), Samples.FullObservation());

    [Theory]
    [InlineData("minimal")]
    [InlineData("full")]
    public void Rooms(string name)
    {
        var room = GoldenSamples.Rooms[name];
        List<RedisValue> metadata = [];
        RoomCodec.AppendMetadata(metadata, room.Metadata);
        var fields = new List<KeyValuePair<string, byte[]>> { new(RoomFields.Record, RoomCodec.EncodeRecord(room)) };
        for (var i = 0; i < metadata.Count; i += 2) fields.Add(new(Uri.EscapeDataString((string)metadata[i]!), metadata[i + 1]!));

        GoldenFile.Matches($"{Folder}room-{name}.txt", HexFile.Format(fields));

        List<RedisValue> stored =
        [
            RoomFields.Status, room.Status.Value, RoomFields.CreatedAt, Instants.ToMicroseconds(room.CreatedAt), RoomFields.UpdatedAt, Instants.ToMicroseconds(room.UpdatedAt),
            RoomFields.Version, 7, RoomFields.EventCount, 5, RoomFields.LatestIndex, 4, RoomFields.DeliveredIndex, 3,
            RoomFields.Epoch, GoldenSamples.Epoch, RoomFields.Hint, new RoomHint(GoldenSamples.Nonce, room.Status.Value, room.OrganizationId).Format(),
        ];
        if (room.Timers.LastActivityAt is { } active) stored.AddRange([RoomFields.LastActivityAt, Instants.ToMicroseconds(active)]);
        foreach (var (field, value) in HexFile.Read($"{Folder}room-{name}.txt")) stored.AddRange([Uri.UnescapeDataString(field), value]);
        Assert.Equal(room with { Version = 7, EventCount = 5, LatestIndex = 4, DeliveredIndex = 3 }, RoomCodec.Decode([.. stored], Key)!.Room);
    }

    [Theory]
    [MemberData(nameof(EventNames))]
    public void Size_of_an_event_is_known_without_encoding_it(string name)
    {
        var roomEvent = GoldenSamples.Events[name];

        Assert.Equal(Encode(roomEvent).Length, StoredEventSize.Of(roomEvent));
    }

    [Fact]
    public void Size_of_the_largest_sample_is_known_without_encoding_it()
    {
        var roomEvent = Samples.FullEvent("e") with { UnknownMembers = DataObject.Of(("#65535", Samples.Data), ("#0", 1), ("#65536", 2), ("#01", 3), (new string('n', 300), Samples.UnknownMembers)) };

        Assert.Equal(Encode(roomEvent).Length, StoredEventSize.Of(roomEvent));
        Assert.Equal(roomEvent with { Index = 5 }, Decode(Encode(roomEvent)) with { Index = 5 });
    }

    private static byte[] Encode(RoomEvent roomEvent) => EventCodec.Encode(roomEvent, int.MaxValue, GoldenSamples.Call);

    private static RoomEvent Decode(byte[] bytes) => EventCodec.Decode(bytes, Samples.RoomId, 5, Key) with { Index = null };

    private static void FreezeHinted<T>(string file, T minimal, T full)
        where T : class, IRecord<T> =>
        Freeze(file, ByName(minimal, full), record => new HintedRecord<T>(record, GoldenSamples.Nonce).Encode(), bytes =>
        {
            var (value, nonce) = HintedRecord<T>.Decode(bytes, Key);
            Assert.Equal(GoldenSamples.Nonce, nonce);
            return value;
        });

    private static void FreezeRecord<T>(string file, T minimal, T full)
        where T : class, IRecord<T> =>
        Freeze(file, ByName(minimal, full), StoredFormat.Encode, bytes => StoredFormat.Decode<T>(bytes, Key));

    private static SortedDictionary<string, T> ByName<T>(T minimal, T full) => new(StringComparer.Ordinal) { ["minimal"] = minimal, ["full"] = full };

    private static void Freeze<T>(string file, SortedDictionary<string, T> samples, Func<T, byte[]> encode, Func<byte[], T> decode)
    {
        GoldenFile.Matches(Folder + file, HexFile.Format(samples.Select(sample => KeyValuePair.Create(sample.Key, encode(sample.Value)))));

        var frozen = HexFile.Read(Folder + file);
        Assert.Equal(samples.Keys, frozen.Keys);
        foreach (var (name, bytes) in frozen) Assert.Equal(samples[name], decode(bytes));
    }
}
