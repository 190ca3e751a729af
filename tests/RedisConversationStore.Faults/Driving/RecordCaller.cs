using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>The part of a caller that writes and reads bindings, participants, tasks, observations and identities: some that are its own, some that it shares with the callers of all drivers.</summary>
internal sealed class RecordCaller
{
    // Few, so that they are changed again and again.
    private const int MostKnown = 5;

    private readonly RecordedRecords records;
    private readonly DriverSettings settings;
    private readonly int number;
    private readonly Random shared;
    private readonly Random own;
    private readonly Mix<Func<Task>> mix;
    private readonly Dictionary<RecordKind, List<(string RoomId, string Id)>> known = [];
    private int step;

    /// <param name="records">The store.</param>
    /// <param name="settings">The driver's.</param>
    /// <param name="number">The number of the caller.</param>
    /// <param name="shared">Chance that is the same for the callers of this number in all drivers.</param>
    /// <param name="own">Chance of this caller alone.</param>
    public RecordCaller(RecordedRecords records, DriverSettings settings, int number, Random shared, Random own)
    {
        this.records = records;
        this.settings = settings;
        this.number = number;
        this.shared = shared;
        this.own = own;
        mix = new(
            shared,
            [
                .. Replaceable(RecordKind.Binding),
                (3, () => records.FindRoomsAsync(AnyId())),
                .. Replaceable(RecordKind.Participant),
                .. Lasting(RecordKind.Task),
                .. Lasting(RecordKind.Observation),
                .. Identities(),
            ]);
    }

    private string RoomId => Caller.RoomId(shared.Next(settings.Rooms));

    private string Value => $"{settings.DriverNumber}-{number}-{step}";

    /// <summary>Makes a call, or two that belong together.</summary>
    public Task WorkAsync()
    {
        step++;
        return mix.Next()();
    }

    /// <summary>What can be added, changed and removed over and over.</summary>
    private (int, Func<Task>)[] Replaceable(RecordKind kind) =>
    [
        (5, () => records.AddAsync(kind, RoomId, AnyId(), Value)),
        (4, () => records.UpdateAsync(kind, RoomId, AnyId(), Value)),
        (3, () => records.RemoveAsync(kind, RoomId, AnyId())),
        (3, () => records.GetAsync(kind, RoomId, AnyId())),
        (1, () => records.ListAsync(kind, RoomId)),
    ];

    /// <summary>What is created once, and then changed.</summary>
    private (int, Func<Task>)[] Lasting(RecordKind kind) =>
    [
        (4, () => CreateAsync(kind)),
        (5, () => ChangeAsync(kind)),
        (1, () => records.ListAsync(kind, RoomId)),
    ];

    private (int, Func<Task>)[] Identities() =>
    [
        (4, () => CreateAsync(RecordKind.Identity)),
        (5, LinkAsync),
        (3, () => records.GetAsync(RecordKind.Address, RoomId, SharedId())),
        (2, GetIdentityAsync),
    ];

    private string AnyId() => shared.Next(2) == 0 ? SharedId() : $"own-{settings.DriverNumber}-{number}";

    private string SharedId() => SentRecords.SharedId(shared.Next(SentRecords.Shared));

    private (string RoomId, string Id)? AnyKnown(RecordKind kind) => known.TryGetValue(kind, out var ids) ? ids[own.Next(ids.Count)] : null;

    private async Task CreateAsync(RecordKind kind)
    {
        var isShared = shared.Next(2) == 0;
        var room = shared.Next(settings.Rooms);

        // A task's id is unique in the store: two of three drivers race for it in one room, the third in another.
        if (isShared && kind == RecordKind.Task) room = (room + (settings.DriverNumber / 2)) % settings.Rooms;
        var (roomId, id) = (Caller.RoomId(room), isShared ? $"shared-{number}-{step}" : $"own-{settings.DriverNumber}-{number}-{step}");
        await records.AddAsync(kind, roomId, id, Value);
        if (!known.TryGetValue(kind, out var ids)) known.Add(kind, ids = []);
        ids.Add((roomId, id));
        if (ids.Count > MostKnown) ids.RemoveAt(0);
    }

    /// <summary>Changes a record that somebody has created, wherever it is.</summary>
    private async Task ChangeAsync(RecordKind kind)
    {
        if (AnyKnown(kind) is var (roomId, id) && await records.GetAsync(kind, roomId, id) is { } found) await records.UpdateAsync(kind, found.RoomId!, id, Value);
    }

    private async Task LinkAsync()
    {
        var address = SharedId();
        if (AnyKnown(RecordKind.Identity) is var (roomId, identityId)) await records.AddAsync(RecordKind.Address, roomId, address, identityId);
    }

    private async Task GetIdentityAsync()
    {
        if (AnyKnown(RecordKind.Identity) is var (roomId, id)) await records.GetAsync(RecordKind.Identity, roomId, id);
    }
}
