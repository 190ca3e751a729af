namespace Conversations;

/// <summary>Writes the records of a transcript into a store.</summary>
/// <remarks>An import adds what is missing and changes nothing that is there, so it can be repeated after it was cut off. An event without an index is added (the store assigns one), an event with an index is imported under it. Records are written one after the other: the order of the transcript is the order of the room.</remarks>
public static class TranscriptImporter
{
    private static readonly (bool IsWritten, ConversationRecord? Existing) Written = (true, null);

    /// <summary>Imports a transcript.</summary>
    /// <param name="store">The store.</param>
    /// <param name="stream">The transcript; stays open.</param>
    /// <param name="options">Null for <see cref="TranscriptImportOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between records.</param>
    /// <returns>What was written, what was there, which records are there with other content, and which lines were wrong. None of these throws.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot do its work just now; repeat the import.</exception>
    public static async Task<TranscriptImportReport> ImportAsync(
        IConversationStore store, Stream stream, TranscriptImportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= TranscriptImportOptions.Default;
        var report = new TranscriptImportReport();
        var existing = new ExistingRecords(store, Instants.Now);
        await foreach (var line in TranscriptReader.ReadLinesAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            var problem = line.Error is { } error
                ? new TranscriptProblem(line.Number, error.Reason, IsMalformed: true)
                : await WriteLineAsync(store, existing, line, report, cancellationToken).ConfigureAwait(false);
            if (problem is not null) report.Add(problem);
            options.Progress?.Report(report);
            if (problem is not null && !options.ContinueOnError) return report;
        }

        report.IsComplete = true;
        return report;
    }

    /// <summary>Writes one record, unless it is there.</summary>
    /// <param name="store">The store.</param>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True if the record was written; false if the store has one of that id, whatever its content.</returns>
    /// <exception cref="ArgumentException">A value of the record is out of its range.</exception>
    /// <exception cref="RecordNotFoundException">The record's room does not exist.</exception>
    /// <exception cref="RecordConflictException">An event's index or key belongs to another; a marker is beyond the room's latest index.</exception>
    public static async Task<bool> WriteAsync(IConversationStore store, TranscriptRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(record);
        return (await WriteOrFindAsync(store, record, cancellationToken).ConfigureAwait(false)).IsWritten;
    }

    // With what the store has already, where the write tells.
    private static async Task<(bool IsWritten, ConversationRecord? Existing)> WriteOrFindAsync(IConversationStore store, TranscriptRecord record, CancellationToken cancellationToken)
    {
        try
        {
            switch (record.Value)
            {
                case Room room:
                    await store.Rooms.CreateAsync(room, cancellationToken).ConfigureAwait(false);
                    if (room.DeliveredIndex >= 0) await store.Rooms.AdvanceDeliveredIndexAsync(room.Id, room.DeliveredIndex, force: true, cancellationToken).ConfigureAwait(false);
                    return Written;
                case ChannelBinding binding:
                    if (await store.Bindings.GetAsync(binding.RoomId, binding.ChannelId, cancellationToken).ConfigureAwait(false) is { } bound) return (false, bound);
                    await store.Bindings.AddAsync(binding, cancellationToken).ConfigureAwait(false);
                    return Written;
                case Participant participant:
                    if (await store.Participants.GetAsync(participant.RoomId, participant.Id, cancellationToken).ConfigureAwait(false) is { } present) return (false, present);
                    await store.Participants.AddAsync(participant, cancellationToken).ConfigureAwait(false);
                    return Written;
                case Identity identity:
                    await store.Identities.CreateAsync(identity, cancellationToken).ConfigureAwait(false);
                    return Written;
                case ConversationTask task:
                    await store.Tasks.AddAsync(task, cancellationToken).ConfigureAwait(false);
                    return Written;
                case Observation observation:
                    await store.Observations.AddAsync(observation, cancellationToken).ConfigureAwait(false);
                    return Written;
                case RoomEvent roomEvent:
                    var result = roomEvent.Index is null
                        ? await store.Events.AddAsync(roomEvent, options: null, cancellationToken).ConfigureAwait(false)
                        : await store.Events.ImportAsync(roomEvent, cancellationToken).ConfigureAwait(false);

                    // A duplicate by its key is another event: there is nothing to compare.
                    return (!result.IsDuplicate, result.Event.Id == roomEvent.Id ? result.Event : roomEvent);
                default:
                    return (await RestoreAsync(store, (ReadMarker)record.Value, cancellationToken).ConfigureAwait(false), record.Value);
            }
        }
        catch (RecordAlreadyExistsException)
        {
            return (false, null);
        }
    }

    private static async Task<TranscriptProblem?> WriteLineAsync(
        IConversationStore store, ExistingRecords existing, TranscriptLine line, TranscriptImportReport report, CancellationToken cancellationToken)
    {
        var record = line.Record!;
        try
        {
            var (isWritten, found) = await WriteOrFindAsync(store, record, cancellationToken).ConfigureAwait(false);
            if (isWritten || await existing.IsSameAsync(record.Value, found, cancellationToken).ConfigureAwait(false)) report.Count(record.Kind, isWritten);
            else report.Add(new TranscriptConflict { LineNumber = line.Number, Kind = record.Kind, Id = ExistingRecords.IdOf(record.Value), RoomId = record.RoomId });
            return null;
        }
        catch (Exception refusal) when (refusal is ArgumentException or RecordNotFoundException or RecordConflictException)
        {
            return new(line.Number, $"The store refuses the {record.Kind.MemberName()}: {WhatIsWrong(refusal.Message)}", IsMalformed: false);
        }
    }

    private static async Task<bool> RestoreAsync(IConversationStore store, ReadMarker marker, CancellationToken cancellationToken)
    {
        if (await store.ReadState.RestoreMarkerAsync(marker, cancellationToken).ConfigureAwait(false)) return true;
        var markers = await store.ReadState.MarkersAsync(marker.RoomId, cancellationToken).ConfigureAwait(false);
        if (markers.TryGetValue(marker.ChannelId, out var index) && index >= marker.Index) return false;
        throw await store.Rooms.ExistsAsync(marker.RoomId, cancellationToken).ConfigureAwait(false)
            ? new RecordConflictException(RecordKinds.Room, marker.RoomId, $"the marker of channel '{marker.ChannelId}' is beyond the room's latest index.")
            : new RecordNotFoundException(RecordKinds.Room, marker.RoomId);
    }

    /// <summary>The first line of a message, without the name of a parameter, which says nothing to a reader of transcripts.</summary>
    private static string WhatIsWrong(string message)
    {
        var line = message.AsSpan();
        if (line.IndexOfAny('\r', '\n') is >= 0 and var end) line = line[..end];
        if (line.IndexOf(" (Parameter '") is >= 0 and var parameter) line = line[..parameter];
        return line.ToString();
    }
}
