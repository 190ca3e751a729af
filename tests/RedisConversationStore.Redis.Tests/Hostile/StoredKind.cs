using Conversations.Conformance;
using Conversations.Redis.Tests.Golden;
using Conversations.Serialization;
using StackExchange.Redis;

namespace Conversations.Redis.Tests.Hostile;

/// <summary>A kind of stored record: samples of it, and the way from bytes to a record and back.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Intact">Records as they are stored.</param>
/// <param name="Decode">Reads one.</param>
/// <param name="Encode">Writes what was read.</param>
internal sealed record StoredKind(string Name, byte[][] Intact, Func<byte[], object> Decode, Func<object, byte[]> Encode)
{
    /// <summary>Where all records are said to be stored.</summary>
    internal static readonly RedisKey Key = "conv:{room}:key";

    internal static IReadOnlyDictionary<string, StoredKind> ByName { get; } = new StoredKind[]
    {
        new(
            "events",
            [.. GoldenSamples.Events.Values.Select(sample => EventCodec.Encode(sample, int.MaxValue))],
            bytes => EventCodec.Decode(bytes, "room", 0, Key),
            record => EventCodec.Encode((RoomEvent)record, int.MaxValue)),
        Hinted("bindings", Samples.Binding(), Samples.FullBinding()),
        Hinted("participants", Samples.Participant(), Samples.FullParticipant()),
        Hinted("identities", Samples.Identity(), Samples.FullIdentity()),
        Plain("tasks", Samples.Task(), Samples.FullTask()),
        Plain("observations", Samples.Observation(), Samples.FullObservation()),
    }.ToDictionary(kind => kind.Name);

    private static StoredKind Hinted<T>(string name, params T[] samples)
        where T : class, IRecord<T> =>
        new(
            name,
            Array.ConvertAll(samples, sample => new HintedRecord<T>(sample, GoldenSamples.Nonce).Encode()),
            bytes => HintedRecord<T>.Decode(bytes, Key),
            record => ((HintedRecord<T>)record).Encode());

    private static StoredKind Plain<T>(string name, params T[] samples)
        where T : class, IRecord<T> =>
        new(
            name,
            Array.ConvertAll(samples, StoredFormat.Encode),
            bytes => StoredFormat.Decode<T>(bytes, Key),
            record => StoredFormat.Encode((T)record));
}
