using Conversations.Redis;
using StackExchange.Redis;

namespace Conversations.LoadTesting.Planning;

/// <summary>Makes the memory model: rooms and events of the planned shape grow step by step, and what they take is read from their keys at each step.</summary>
internal sealed class SizeMeasurement(ServerProbe probe, IConnectionMultiplexer connection, CapacityProfile profile, EventTemplates templates, string prefix)
{
    private const int MostRooms = 512;
    private const int GrownRooms = 4;
    private const int MostEvents = 2048;
    private const int MostLocators = 1024;
    private const long MostBytes = 64L << 20;

    private static readonly int[] RoomSteps = [1, 32, 64, 128, 129, 192, 256, 257, 384, MostRooms];

    // Gone at once: what they take is measured where they live.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private double entryRounding;

    internal async Task<MemoryModel> RunAsync(CancellationToken cancellationToken)
    {
        entryRounding = await EntryRoundingAsync(cancellationToken).ConfigureAwait(false);
        var (byRooms, keysPerRoom) = await ByRoomsAsync(cancellationToken).ConfigureAwait(false);
        var (byEvents, keysWithEvents) = await ByEventsAsync(cancellationToken).ConfigureAwait(false);
        return new()
        {
            ByRooms = byRooms,
            KeysPerRoom = keysPerRoom,
            ByEvents = byEvents,
            KeysWithEvents = keysWithEvents,
            BytesPerIdempotencyKey = profile.IdempotencyKeys ? await IdempotencyKeyAsync(cancellationToken).ConfigureAwait(false) : 0,
            Locators = profile.Locators ? await LocatorsAsync().ConfigureAwait(false) : null,
            LocatorBuckets = KeySpace.LocatorBuckets,
            Nodes = probe.Primaries.Count,
        };
    }

    /// <summary>What the allocator gives for an entry of a hash table beyond what was asked for, which MEMORY USAGE does not count.</summary>
    private async Task<double> EntryRoundingAsync(CancellationToken cancellationToken)
    {
        const int Rounds = 3;
        const int Fields = 4096;
        var roundings = new List<double>();
        var entries = Enumerable.Range(0, Fields).Select(number => new HashEntry($"{number:x32}", number)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            RedisKey key = $"{prefix}:entries:{round}";
            var before = await probe.SettleAsync(cancellationToken).ConfigureAwait(false);
            await probe.Database.HashSetAsync(key, entries).ConfigureAwait(false);
            var after = await probe.SettleAsync(cancellationToken).ConfigureAwait(false);
            var told = await new KeyMeasurement(probe, prefix, 0).BytesAsync(key, RedisType.Hash).ConfigureAwait(false) ?? 0;
            roundings.Add((after.DataMemory - before.DataMemory - told) / Fields);
        }

        return Math.Round(Math.Clamp(Medians.Of(roundings), 0, 16));
    }

    private async Task<(IReadOnlyDictionary<string, SizeCurve> Curves, double KeysPerRoom)> ByRoomsAsync(CancellationToken cancellationToken)
    {
        var filler = Filler("r", Moment);
        var points = new Points();
        var most = (int)Math.Clamp(200_000 / (1 + profile.Participants + profile.Bindings), 1, MostRooms);
        var keys = 0.0;
        foreach (var rooms in RoomSteps.Where(step => step <= most))
        {
            await filler.GrowRoomsAsync(rooms, cancellationToken).ConfigureAwait(false);
            var measured = (await MeasureAsync("r", cancellationToken).ConfigureAwait(false)).Where(part => IsRooms(part.Key)).ToList();
            foreach (var (name, bytes) in measured) points.Add(name, rooms, bytes.Bytes);
            keys = (double)measured.Sum(part => part.Value.Keys) / rooms;
        }

        return (points.ToCurves(), keys);
    }

    private async Task<(IReadOnlyDictionary<string, SizeCurve> Curves, double Keys)> ByEventsAsync(CancellationToken cancellationToken)
    {
        var filler = Filler("e", Moment);
        await filler.GrowRoomsAsync(GrownRooms, cancellationToken).ConfigureAwait(false);
        var points = new Points();
        var keys = 0.0;
        var bytesPerEvent = 0.0;
        foreach (var events in SizeCurve.Ladder(MostEvents))
        {
            // Large events need no long ladder: their tables are a small part of them.
            if (events * bytesPerEvent * GrownRooms > MostBytes) break;
            await filler.GrowEventsAsync(events, cancellationToken).ConfigureAwait(false);
            var measured = (await MeasureAsync("e", cancellationToken).ConfigureAwait(false)).Where(part => IsEvents(part.Key)).ToList();
            foreach (var (name, bytes) in measured) points.Add(name, events, bytes.Bytes / GrownRooms);
            keys = (double)measured.Sum(part => part.Value.Keys) / GrownRooms;
            bytesPerEvent = measured.Sum(part => part.Value.Bytes) / GrownRooms / events;
        }

        return (points.ToCurves(), keys);
    }

    private async Task<double> IdempotencyKeyAsync(CancellationToken cancellationToken)
    {
        var filler = Filler("k", TimeSpan.FromHours(1));
        await filler.GrowRoomsAsync(1, cancellationToken).ConfigureAwait(false);
        await filler.GrowEventsAsync(200, cancellationToken).ConfigureAwait(false);
        var keys = (await MeasureAsync("k", cancellationToken).ConfigureAwait(false))["idempotency_keys"];
        return keys.Bytes / keys.Keys;
    }

    /// <summary>Hashes as the store keeps locators in, filled to several numbers: the store itself would need millions of events for it.</summary>
    private async Task<SizeCurve> LocatorsAsync()
    {
        var measurement = new KeyMeasurement(probe, prefix, entryRounding);
        var rooms = Filler("l", Moment);
        var points = new List<(double, double)>();
        foreach (var locators in SizeCurve.Ladder(MostLocators))
        {
            // Six digits, as nearly all of the store's hashes of locators have, and no number of one of them.
            RedisKey key = $"{prefix}:locator:event:{900_000 + locators}";
            var entries = Enumerable.Range(0, locators).Select(number => new HashEntry(EventTemplates.EventId(number, locators), rooms.RoomId(number))).ToArray();
            await probe.Database.HashSetAsync(key, entries).ConfigureAwait(false);
            points.Add((locators, await measurement.BytesAsync(key, RedisType.Hash).ConfigureAwait(false) ?? 0));
        }

        return new(points);
    }

    private static bool IsEvents(string aggregate) => aggregate is "events" or "ids" or "threads" or "types";

    private static bool IsRooms(string aggregate) => !IsEvents(aggregate) && aggregate is not ("idempotency_keys" or "layout");

    private Task<IReadOnlyDictionary<string, KeyBytes>> MeasureAsync(string part, CancellationToken cancellationToken) =>
        new KeyMeasurement(probe, $"{prefix}-{part}", entryRounding).RunAsync(cancellationToken);

    private RoomFiller Filler(string part, TimeSpan timeToLive)
    {
        var options = new RedisConversationStoreOptions { KeyPrefix = $"{prefix}-{part}", EventLocators = false, IdempotencyTimeToLive = timeToLive, MaxEventBytes = profile.MaxEventBytes };
        return new(connection, options, templates);
    }

    /// <summary>Points of several curves as they are measured.</summary>
    private sealed class Points
    {
        private readonly Dictionary<string, List<(double, double)>> points = new(StringComparer.Ordinal);

        internal void Add(string name, double items, double bytes)
        {
            if (!points.TryGetValue(name, out var list)) points.Add(name, list = []);
            list.Add((items, bytes));
        }

        internal Dictionary<string, SizeCurve> ToCurves() => points.ToDictionary(part => part.Key, part => new SizeCurve(part.Value), StringComparer.Ordinal);
    }
}
