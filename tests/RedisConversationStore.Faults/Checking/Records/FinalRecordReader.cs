using Conversations.Faults.Driving;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Records;

/// <summary>Reads the records that are neither rooms nor events, in every way in which the store can be asked for them.</summary>
/// <param name="store">The store.</param>
/// <param name="cancellationToken">Stops reading.</param>
internal sealed class FinalRecordReader(IConversationStore store, CancellationToken cancellationToken)
{
    private readonly Questions questions = new(cancellationToken);

    /// <param name="calls">The calls of all drivers: they tell what to ask for.</param>
    /// <param name="roomIds">All rooms.</param>
    public async Task<FinalRecords> ReadAsync(IEnumerable<RecordedCall> calls, IReadOnlyCollection<string> roomIds)
    {
        var kinds = RecordAccess.All(store, TimeProvider.System);
        var listed = new List<StoredRecord>();
        foreach (var access in kinds.Where(access => access.ListAsync is not null))
        {
            foreach (var records in (await questions.AskAsync(roomIds, access.ListAsync!)).Values) listed.AddRange(records);
        }

        var names = calls.SelectMany(RecordWrite.Of).Select(pair => pair.Name).Concat(listed.Select(one => one.Name)).Distinct().ToArray();
        var got = new Dictionary<RecordName, StoredRecord>();
        foreach (var access in kinds)
        {
            foreach (var (name, record) in await questions.AskAsync(names.Where(name => name.Kind == access.Kind), name => access.GetAsync(name))) got.Add(name, record!);
        }

        var channels = names.Where(name => name.Kind == RecordKind.Binding).Select(name => name.Id).Distinct();
        var participants = names.Where(name => name.Kind == RecordKind.Participant).Select(name => name.Id).Union(Enumerable.Range(0, SentRecords.Shared).Select(SentRecords.SharedId));
        var latestRooms = await questions.AskAsync(participants, async participant => (await store.Directory.FindLatestAsync(participant, cancellationToken: cancellationToken))?.Id);
        return new()
        {
            Listed = listed,
            Got = got,
            RoomsOfChannels = await questions.AskAsync(channels, channel => store.Directory.FindIdsByChannelAsync(channel, cancellationToken: cancellationToken)),
            LatestRooms = latestRooms.ToDictionary(pair => pair.Key, pair => pair.Value!),
            Unreadable = questions.Unreadable,
        };
    }
}
