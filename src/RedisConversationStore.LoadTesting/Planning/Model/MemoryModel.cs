namespace Conversations.LoadTesting.Planning;

/// <summary>What records take on the measured server, and what follows for other numbers of them.</summary>
internal sealed record MemoryModel
{
    /// <summary>The name of the line for the table of all keys.</summary>
    internal const string KeyTable = "key_table";

    /// <summary>Bytes by number of rooms, of what a room has without an event: by aggregate.</summary>
    internal required IReadOnlyDictionary<string, SizeCurve> ByRooms { get; init; }

    /// <summary>Bytes of a room's own by its number of events: by aggregate.</summary>
    internal required IReadOnlyDictionary<string, SizeCurve> ByEvents { get; init; }

    /// <summary>Keys of a room with its share of the indices, without an event.</summary>
    internal required double KeysPerRoom { get; init; }

    /// <summary>Keys that a room gets with its events.</summary>
    internal required double KeysWithEvents { get; init; }

    /// <summary>Bytes of an idempotency key with its time to live; 0 when events have none.</summary>
    internal required double BytesPerIdempotencyKey { get; init; }

    /// <summary>Bytes of a hash of locators by the number in it; null when they are off.</summary>
    internal required SizeCurve? Locators { get; init; }

    /// <summary>Over how many hashes locators are spread.</summary>
    internal required int LocatorBuckets { get; init; }

    /// <summary>The nodes that share the keys.</summary>
    internal required int Nodes { get; init; }

    /// <summary>The bytes of rooms with their events, by aggregate.</summary>
    /// <param name="rooms">The rooms.</param>
    /// <param name="eventsPerRoom">Events in each.</param>
    /// <param name="idempotencyKeys">Idempotency keys that live.</param>
    /// <param name="keysBefore">Keys that the server has of others: its table may have room for more.</param>
    internal IReadOnlyList<AggregateMemory> Predict(double rooms, double eventsPerRoom, double idempotencyKeys, double keysBefore = 0)
    {
        var bytes = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, curve) in ByRooms) Add(name, curve.At(rooms));
        foreach (var (name, curve) in ByEvents) Add(name, rooms * curve.At(eventsPerRoom));
        var keys = rooms * (KeysPerRoom + (eventsPerRoom > 0 ? KeysWithEvents : 0));
        var expiring = BytesPerIdempotencyKey > 0 ? idempotencyKeys : 0;
        if (expiring > 0)
        {
            Add("idempotency_keys", expiring * BytesPerIdempotencyKey);
            keys += expiring;
        }

        if (Locators is not null)
        {
            Add("event_locators", LocatorSpread.Bytes(rooms * eventsPerRoom, LocatorBuckets, Locators));
            keys += LocatorSpread.Keys(rooms * eventsPerRoom, LocatorBuckets);
        }

        var slots = HashTables.SlotsBytes(keysBefore + keys, Nodes) - HashTables.SlotsBytes(keysBefore, Nodes);
        Add(KeyTable, slots + HashTables.SlotsBytes(expiring, Nodes));
        return [.. bytes.OrderByDescending(part => part.Value).Select(part => new AggregateMemory(part.Key, (long)part.Value))];

        void Add(string name, double more) => bytes[name] = bytes.GetValueOrDefault(name) + more;
    }
}
