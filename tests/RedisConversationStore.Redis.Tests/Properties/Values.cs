using Conversations.Conformance;
using CsCheck;

namespace Conversations.Redis.Tests.Properties;

/// <summary>Values that records are made of: few, so that ties and repetitions happen, and hostile.</summary>
internal static class Values
{
    internal static Gen<DateTimeOffset> Instant { get; } = Gen.OneOf(
        Samples.Instant,
        Samples.Instant.AddMicroseconds(1),
        Samples.Instant.AddMicroseconds(1).AddTicks(9),
        Samples.Instant.AddSeconds(1),
        Samples.Instant.AddSeconds(2).ToOffset(TimeSpan.FromHours(-11)),
        Samples.Instant.AddYears(100),
        Instants.Earliest,
        Instants.Latest,
        DateTimeOffset.UnixEpoch.AddMicroseconds(-1));

    internal static Gen<string> Words { get; } = Gen.OneOf("", "word", "\0", Samples.HostileText, "{}", " ", "0", "all");

    internal static Gen<string> Keys { get; } = Gen.OneOf("", "a", "b", "A", "#1", "0", "room", "version", "m:a", Samples.HostileText);

    internal static Gen<DataValue> Scalar { get; } = Gen.OneOf<DataValue>(
        DataValue.Null, true, false, 0, 1, 1.0, -0.0, 0.0, long.MaxValue, long.MinValue, (1L << 53) + 1, 0.1, double.MaxValue, double.Epsilon, "", "x", Samples.HostileText);

    internal static Gen<DataValue> Data { get; } = Nested(3);

    internal static Gen<DataObject> Metadata { get; } = Gen.Frequency((4, Object(Data, 3)), (1, Gen.OneOf(DataObject.Empty, Samples.Data)));

    internal static Gen<DataObject> Unknown { get; } = Gen.Frequency((5, Gen.Const(DataObject.Empty)), (1, Gen.OneOf(Samples.UnknownMembers, DataObject.Of(("#99", 1)), DataObject.Of(("née", DataObject.Empty)))));

    internal static Gen<EventContent> Content { get; } = Gen.Frequency(
        (4, Words.Select(EventContent (body) => new TextContent { Body = body })),
        (2, Gen.OneOf<EventContent>([.. Samples.Contents.Where(content => content.Key is not "composite" and not "edit").Select(content => content.Value)])),
        (1, Gen.OneOf(Samples.Nested(CompositeContent.MaxDepth), Samples.Contents["edit"], Samples.Contents["composite"])));

    internal static Gen<EventType> EventType { get; } = Gen.OneOf(
        Conversations.EventType.Message, Conversations.EventType.Message, Conversations.EventType.System, Conversations.EventType.Edit, new("hologram"), new("MESSAGE"), new("{}"));

    internal static Gen<ChannelType> ChannelType { get; } = Gen.OneOf(Conversations.ChannelType.Sms, Conversations.ChannelType.Email, new("SMS"), new("pigeon:{x}"));

    internal static Gen<RoomStatus> RoomStatus { get; } = Gen.OneOf(
        Conversations.RoomStatus.Active, Conversations.RoomStatus.Active, Conversations.RoomStatus.Paused, Conversations.RoomStatus.Closed, Conversations.RoomStatus.Archived, new("frozen"), new("CLOSED"));

    internal static Gen<ConversationTaskStatus> TaskStatus { get; } = Gen.OneOf(ConversationTaskStatus.Pending, ConversationTaskStatus.InProgress, ConversationTaskStatus.Completed, new("parked"));

    /// <summary>Indices around those that a short timeline has, with gaps, and the furthest that is valid.</summary>
    internal static Gen<long> Index { get; } = Gen.Frequency((8, Gen.Long[0, 6]), (3, Gen.Long[7, 40]), (1, Gen.OneOf((1L << 52) - 2, 1L << 52)));

    internal static Gen<int> Limit { get; } = Gen.OneOf(1, 2, 3, 5, 1000);

    internal static Gen<int> Offset { get; } = Gen.OneOf(0, 0, 0, 1, 2, 5, int.MaxValue);

    internal static Gen<AddEventOptions?> Options { get; } = Gen.OneOf<AddEventOptions?>(
        null, null, AddEventOptions.Default, new AddEventOptions { RefuseWhenClosed = true }, new AddEventOptions { RefuseWhenClosed = true, IdempotencyTimeToLive = TimeSpan.FromDays(366) });

    internal static Gen<T?> OrNull<T>(Gen<T> gen)
        where T : class =>
        Gen.Frequency((1, Gen.Const(default(T?))), (1, gen.Select(T? (value) => value)));

    internal static Gen<T?> OrNone<T>(Gen<T> gen)
        where T : struct =>
        Gen.Frequency((1, Gen.Const(default(T?))), (1, gen.Select(T? (value) => value)));

    private static Gen<DataValue> Nested(int levels) => levels == 0
        ? Scalar
        : Gen.Frequency(
            (6, Scalar),
            (1, Nested(levels - 1).Array[0, 3].Select(items => DataValue.Array(items))),
            (1, Object(Nested(levels - 1), 3).Select(DataValue (nested) => nested)));

    private static Gen<DataObject> Object(Gen<DataValue> value, int most) =>
        Gen.Select(Keys, value).Array[0, most].Select(members =>
            DataObject.From(members.DistinctBy(member => member.Item1).Select(member => KeyValuePair.Create(member.Item1, member.Item2))));
}
