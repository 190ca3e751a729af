using System.Text.Json;

namespace Conversations.Cli.Demo;

/// <summary>What the comparison of a store with its twin has found.</summary>
/// <param name="Events">How many events were ever stored.</param>
/// <param name="Deleted">How many of them are deleted.</param>
/// <param name="Gaps">Indices that should be there and are not.</param>
/// <param name="Mismatches">Records that are missing, too many or different, in words.</param>
/// <param name="Unread">Unread events by channel, over all rooms.</param>
internal sealed record Verification(long Events, long Deleted, long Gaps, IReadOnlyList<string> Mismatches, IReadOnlyDictionary<string, long> Unread);

/// <summary>Compares a store with its twin record by record.</summary>
/// <param name="actual">The store that replicas shared.</param>
/// <param name="twin">The store that saw the same day once, in order.</param>
/// <param name="answeredIndices">The indices that replicas reported for a room; null for a room whose events brought their own.</param>
internal sealed class DemoVerifier(IConversationStore actual, IConversationStore twin, Func<string, IReadOnlySet<long>?> answeredIndices)
{
    private const int RoomsPerCall = 1000;

    private readonly List<string> mismatches = [];
    private readonly SortedSet<string> channels = new(StringComparer.Ordinal);
    private long events;
    private long deleted;
    private long gaps;

    public async Task<Verification> VerifyAsync(IReadOnlyCollection<string> roomIds, CancellationToken cancellationToken)
    {
        foreach (var roomId in roomIds) await CompareRoomAsync(roomId, cancellationToken);
        var unread = await CompareUnreadAsync(roomIds, cancellationToken);
        return new(events, deleted, gaps, mismatches, unread);
    }

    private async Task CompareRoomAsync(string roomId, CancellationToken cancellationToken)
    {
        var expected = await TranscriptExporter.ExportRoomAsync(twin, roomId, cancellationToken).ToListAsync(cancellationToken);
        var found = await TranscriptExporter.ExportRoomAsync(actual, roomId, cancellationToken).ToListAsync(cancellationToken);
        var room = found.Select(record => record.Value).OfType<Room>().SingleOrDefault();
        var present = Events(found).Select(roomEvent => roomEvent.Index!.Value).ToHashSet();
        events += room?.EventCount ?? 0;
        deleted += (room?.EventCount ?? 0) - present.Count;
        channels.UnionWith(expected.Select(record => record.Value).OfType<ChannelBinding>().Select(binding => binding.ChannelId));

        CountGaps(roomId, Events(expected).Select(roomEvent => roomEvent.Index!.Value), present, room?.LatestIndex ?? -1);
        CompareRecords(roomId, expected, found);
        var count = await actual.Events.CountAsync(roomId, cancellationToken);
        if (count != present.Count) mismatches.Add($"room '{roomId}' counts {count} events and lists {present.Count}.");
    }

    /// <summary>Every index the twin has must be there, and every index below the latest must have been given to an event, if one that was deleted since.</summary>
    private void CountGaps(string roomId, IEnumerable<long> expected, HashSet<long> present, long latest)
    {
        var missing = expected.Where(index => !present.Contains(index)).ToHashSet();
        if (answeredIndices(roomId) is { } answered)
        {
            for (var index = 0L; index <= latest; index++)
            {
                if (!answered.Contains(index) && !present.Contains(index)) missing.Add(index);
            }
        }

        gaps += missing.Count;
    }

    private void CompareRecords(string roomId, List<TranscriptRecord> expected, List<TranscriptRecord> found)
    {
        var left = new Dictionary<(TranscriptKind, string), TranscriptRecord>();
        foreach (var record in found)
        {
            if (!left.TryAdd(Key(record), record)) mismatches.Add($"{Name(roomId, record)} is there twice.");
        }

        foreach (var record in expected)
        {
            if (!left.Remove(Key(record), out var twinned)) mismatches.Add($"{Name(roomId, record)} is missing.");
            else if (!WithoutActivity(twinned).Equals(WithoutActivity(record))) mismatches.Add($"{Name(roomId, record)} differs in {Difference(record, twinned)}.");
        }

        mismatches.AddRange(left.Values.Select(record => $"{Name(roomId, record)} should not be there."));
    }

    /// <summary>A room's last activity is when its store committed, and so differs between the two.</summary>
    private static TranscriptRecord WithoutActivity(TranscriptRecord record) =>
        record.Value is Room room ? new(room with { Timers = room.Timers with { LastActivityAt = null } }) : record;

    private async Task<IReadOnlyDictionary<string, long>> CompareUnreadAsync(IReadOnlyCollection<string> roomIds, CancellationToken cancellationToken)
    {
        var unread = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var channelId in channels)
        {
            foreach (var chunk in roomIds.Chunk(RoomsPerCall))
            {
                var expected = await twin.ReadState.UnreadCountsAsync(channelId, chunk, cancellationToken);
                var found = await actual.ReadState.UnreadCountsAsync(channelId, chunk, cancellationToken);
                foreach (var roomId in chunk)
                {
                    if (expected[roomId] != found[roomId]) mismatches.Add($"channel '{channelId}' has {found[roomId]} unread events in room '{roomId}', not {expected[roomId]}.");
                    unread[channelId] = unread.GetValueOrDefault(channelId) + found[roomId];
                }
            }
        }

        return unread;
    }

    private static IEnumerable<RoomEvent> Events(List<TranscriptRecord> records) => records.Select(record => record.Value).OfType<RoomEvent>();

    private static (TranscriptKind, string) Key(TranscriptRecord record) => (record.Kind, record.Value switch
    {
        ChannelBinding binding => binding.ChannelId,
        Participant participant => participant.Id,
        Identity identity => identity.Id,
        ConversationTask task => task.Id,
        Observation observation => observation.Id,
        RoomEvent roomEvent => roomEvent.Id,
        ReadMarker marker => marker.ChannelId,
        _ => record.RoomId!,
    });

    private static string Name(string roomId, TranscriptRecord record) =>
        record.Kind == TranscriptKind.Room ? $"room '{roomId}'" : $"{record.Kind.MemberName()} '{Key(record).Item2}' of room '{roomId}'";

    /// <summary>The members in which two records of one kind differ.</summary>
    private static string Difference(TranscriptRecord expected, TranscriptRecord found)
    {
        var (left, right) = (Members(expected), Members(found));
        var names = left.Keys.Union(right.Keys).Where(name => left.GetValueOrDefault(name) != right.GetValueOrDefault(name)).ToList();
        return names.Count == 0 ? "members that JSON does not show" : string.Join(", ", names);
    }

    private static Dictionary<string, string> Members(TranscriptRecord record) =>
        JsonSerializer.SerializeToElement(record.Value, record.Value.GetType(), ConversationJsonContext.Readable)
            .EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value.GetRawText(), StringComparer.Ordinal);
}
