using Conversations.Conformance;

namespace Conversations.Redis.Tests.Hints;

/// <summary>Random calls on a few rooms, of every kind but those on identities, which cannot be deleted. The same calls for the same seed.</summary>
internal sealed class RandomLoad(IConversationStore store, Random random)
{
    private const int Rooms = 20;
    private const int Remembered = 40;

    private static readonly RoomStatus[] Statuses = [RoomStatus.Active, RoomStatus.Paused, RoomStatus.Closed, RoomStatus.Archived];

    // The events of late: what is never added again shows what its deletion left.
    private readonly List<(string RoomId, string Id)> recent = [];
    private int added;

    /// <summary>All rooms that calls are about.</summary>
    internal static IReadOnlyList<string> RoomIds { get; } = [.. Enumerable.Range(0, Rooms).Select(i => $"room {i}")];

    /// <summary>The next call.</summary>
    internal Func<CancellationToken, Task> Next()
    {
        var roomId = RoomIds[random.Next(Rooms)];
        return random.Next(100) switch
        {
            < 14 => Create(Room(roomId)),
            < 22 => Update(Room(roomId)),
            < 24 => token => store.Rooms.CloseAsync(roomId, cancellationToken: token),
            < 29 => token => store.Rooms.DeleteAsync(roomId, token),
            < 60 => OnEvents(roomId),
            < 66 => OnKeys(roomId),
            < 92 => OnRecords(roomId),
            _ => Read(roomId),
        };
    }

    private Func<CancellationToken, Task> Create(Room room) => token => store.Rooms.CreateAsync(room, token);

    private Func<CancellationToken, Task> Update(Room room) => token => store.Rooms.UpdateAsync(room, token);

    private Func<CancellationToken, Task> OnEvents(string roomId)
    {
        var (one, known, cascade) = (Event(roomId), KnownEvent(roomId), random.Next(2) == 0);
        switch (random.Next(10))
        {
            case < 4:
                return token => store.Events.AddAsync(one, cancellationToken: token);
            case < 6:
                RoomEvent[] many = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => Event(roomId)).DistinctBy(added => added.Id)];
                return token => store.Events.AddManyAsync(roomId, many, new() { RefuseWhenClosed = cascade }, token);
            case 6:
                var imported = one with { Index = random.Next(1000) };
                return token => store.Events.ImportAsync(imported, token);
            case 7:
                return token => store.Events.UpdateAsync(one with { Id = known.Id, RoomId = known.RoomId }, token);
            default:
                return token => store.Events.DeleteAsync(known.RoomId, known.Id, cascade, token);
        }
    }

    private Func<CancellationToken, Task> OnKeys(string roomId)
    {
        var key = $"key {random.Next(40)}";
        return random.Next(3) switch
        {
            0 => token => store.Idempotency.ReleaseAsync(roomId, key, token),
            _ => token => store.Idempotency.ClaimAsync(roomId, key, cancellationToken: token),
        };
    }

    private Func<CancellationToken, Task> OnRecords(string roomId)
    {
        var (channel, participant) = ($"channel {random.Next(6)}", $"participant {random.Next(6)}");
        var binding = Samples.Binding(channel, roomId) with { ParticipantId = random.Next(4) == 0 ? null : participant };
        var person = Samples.Participant(participant, roomId) with { ChannelId = channel, ConnectedVia = [channel] };
        var task = Samples.Task($"task {random.Next(60)}", roomId);
        var observation = Samples.Observation($"observation {random.Next(10)}", roomId) with { ChannelId = channel };
        var known = KnownEvent(roomId);
        return random.Next(14) switch
        {
            < 2 => token => store.Bindings.AddAsync(binding, token),
            < 4 => token => store.Bindings.UpdateAsync(binding, token),
            4 => token => store.Bindings.RemoveAsync(roomId, channel, token),
            5 => token => store.Participants.AddAsync(person, token),
            6 => token => store.Participants.UpdateAsync(person, token),
            7 => token => store.Participants.RemoveAsync(roomId, participant, token),
            < 10 => token => store.Tasks.AddAsync(task, token),
            10 => token => store.Tasks.UpdateAsync(task, token),
            11 => token => store.Observations.AddAsync(observation, token),
            12 => token => store.ReadState.MarkReadAsync(known.RoomId, channel, known.Id, token),
            _ => token => store.ReadState.MarkAllReadAsync(roomId, channel, token),
        };
    }

    private Func<CancellationToken, Task> Read(string roomId)
    {
        var (status, number) = (Statuses[random.Next(Statuses.Length)], random.Next(6));
        return random.Next(5) switch
        {
            0 => token => store.Rooms.ListAsync(cancellationToken: token),
            1 => token => store.Directory.FindAsync(new() { Status = status }, cancellationToken: token),
            2 => token => store.Directory.FindIdsByChannelAsync($"channel {number}", cancellationToken: token),
            3 => token => store.Directory.FindLatestAsync($"participant {number}", cancellationToken: token),
            _ => token => store.Rooms.LoadContextAsync(roomId, token),
        };
    }

    private Room Room(string roomId) => Samples.Room(roomId) with
    {
        CreatedAt = Samples.Instant.AddSeconds(random.Next(100)),
        Status = Statuses[random.Next(Statuses.Length)],
        OrganizationId = random.Next(3) switch { 0 => null, 1 => "org 1", _ => "org 2" },
    };

    private RoomEvent Event(string roomId)
    {
        // Some ids are used again, in this room or another.
        var parent = random.Next(3) == 0 ? KnownEvent(roomId) : (RoomId: "", Id: null);
        var id = random.Next(8) == 0 ? KnownEvent(roomId).Id : $"event {random.Next(1_000_000)}.{added++}";
        if (recent.Count == Remembered) recent.RemoveAt(0);
        recent.Add((roomId, id));
        return Samples.Event(id, roomId) with
        {
            IdempotencyKey = random.Next(2) == 0 ? null : $"key {random.Next(40)}",
            ParentEventId = parent.RoomId == roomId ? parent.Id : null,
        };
    }

    private (string RoomId, string Id) KnownEvent(string roomId) => recent.Count == 0 ? (roomId, "none") : recent[random.Next(recent.Count)];
}
