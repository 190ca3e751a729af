using System.Text;
using Conversations.Cli.Demo;

namespace Conversations.Cli.Tests.Transcripts;

public sealed class TranscriptImportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_of_an_import_is_the_bundled_transcript()
    {
        await using var bundled = BundledTranscript.Open();
        var given = await TranscriptReader.ReadAsync(bundled, Ct).ToListAsync(Ct);
        await using var store = await ImportedAsync();
        var exported = await TranscriptExporter.ExportAllAsync(store, Ct).ToListAsync(Ct);

        Assert.Equal(given.Count, exported.Count);
        Assert.Equal(Canonical(given), Canonical(exported));
        AssertOrder(exported);
    }

    [Fact]
    public async Task An_export_of_an_import_of_an_export_is_that_export_byte_for_byte()
    {
        await using var store = await ImportedAsync();
        var first = await ExportAsync(store);
        await using var second = new InMemoryConversationStore();
        var report = await TranscriptImporter.ImportAsync(second, new MemoryStream(first), cancellationToken: Ct);
        Assert.Empty(report.Problems);
        Assert.Equal(first, await ExportAsync(second));
    }

    [Fact]
    public async Task A_repeated_import_changes_nothing_and_counts_what_was_there()
    {
        await using var store = await ImportedAsync();
        var before = await ExportAsync(store);
        await using var bundled = BundledTranscript.Open();
        var report = await TranscriptImporter.ImportAsync(store, bundled, cancellationToken: Ct);
        Assert.Equal(0, report.TotalWritten);
        Assert.Equal(0, report.ProblemCount);
        Assert.True(report.IsComplete);
        Assert.Equal(398, report.Existing(TranscriptKind.Event));
        Assert.Equal(before, await ExportAsync(store));
    }

    [Fact]
    public async Task What_changed_since_stays_when_an_import_is_repeated()
    {
        await using var store = new InMemoryConversationStore();
        var binding = Records.Binding();
        await TranscriptImporter.ImportAsync(store, Records.Transcript(Records.Room(), binding), cancellationToken: Ct);
        await store.Bindings.UpdateAsync(binding with { Muted = true }, Ct);
        await TranscriptImporter.ImportAsync(store, Records.Transcript(Records.Room(), binding), cancellationToken: Ct);
        Assert.True((await store.Bindings.GetAsync("r", "c", Ct))!.Muted);
    }

    [Fact]
    public async Task Import_of_a_record_whose_id_has_other_content_reports_a_conflict_with_the_id()
    {
        await using var store = new InMemoryConversationStore();
        ConversationTask task = new() { Id = "t", RoomId = "r", Title = "call back" };
        Observation observation = new() { Id = "o", RoomId = "r", ChannelId = "c", Content = "likes tea" };
        Participant participant = new() { Id = "p", RoomId = "r", ChannelId = "c", DisplayName = "Ann" };
        Identity identity = new() { Id = "i", DisplayName = "Ann" };
        ConversationRecord[] records = [Records.Room(), Records.Binding(), participant, identity, task, observation, Records.Event("e")];
        await TranscriptImporter.ImportAsync(store, Records.Transcript(records), cancellationToken: Ct);
        var before = await ExportAsync(store);

        var report = await TranscriptImporter.ImportAsync(
            store,
            Records.Transcript(
                Records.Room() with { Metadata = DataObject.Of(("vip", true)) },
                Records.Binding() with { Muted = true },
                participant with { DisplayName = "Bob" },
                identity with { DisplayName = "Bob" },
                task with { Title = "write" },
                observation with { Content = "likes coffee" },
                Records.Event("e") with { Content = new TextContent { Body = "other" } }),
            cancellationToken: Ct);

        Assert.True(report.IsComplete);
        Assert.Equal((0L, 0L, 0L, 7L), (report.TotalWritten, report.TotalExisting, report.ProblemCount, report.ConflictCount));
        Assert.Equal(
            [(1L, TranscriptKind.Room, "r"), (2L, TranscriptKind.Binding, "c"), (3L, TranscriptKind.Participant, "p"), (4L, TranscriptKind.Identity, "i"), (5L, TranscriptKind.Task, "t"), (6L, TranscriptKind.Observation, "o"), (7L, TranscriptKind.Event, "e")],
            report.Conflicts.Select(conflict => (conflict.LineNumber, conflict.Kind, conflict.Id)));
        Assert.Contains("event 'e' of room 'r'", report.Conflicts[6].ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await ExportAsync(store));
    }

    [Fact]
    public async Task Import_of_the_same_content_again_is_there_already_whatever_the_store_fills_in()
    {
        await using var store = new InMemoryConversationStore();
        var text = """
            {"room":{"id":"r"}}
            {"binding":{"room_id":"r","channel_id":"c","channel_type":"sms"}}
            {"participant":{"room_id":"r","id":"p","channel_id":"c"}}
            {"task":{"id":"t","room_id":"r","title":"call back"}}
            {"observation":{"id":"o","room_id":"r","channel_id":"c","content":"likes tea"}}
            {"event":{"id":"e","room_id":"r","content":{"type":"text","body":"b"},"source":{"channel_id":"c","channel_type":"sms"}}}
            {"read_marker":{"room_id":"r","channel_id":"c","index":0}}

            """;
        await TranscriptImporter.ImportAsync(store, Records.Text(text), cancellationToken: Ct);
        await store.Rooms.AdvanceDeliveredIndexAsync("r", 0, cancellationToken: Ct);

        var report = await TranscriptImporter.ImportAsync(store, Records.Text(text), cancellationToken: Ct);

        Assert.Equal((0L, 7L, 0L, 0L), (report.TotalWritten, report.TotalExisting, report.ProblemCount, report.ConflictCount));
    }

    [Fact]
    public async Task Nothing_behind_a_malformed_line_is_written()
    {
        await using var store = new InMemoryConversationStore();
        var report = await TranscriptImporter.ImportAsync(store, Records.Text("{\"room\":{\"id\":\"a\"}}\n{\"rooom\":{}}\n{\"room\":{\"id\":\"b\"}}\n"), cancellationToken: Ct);
        Assert.False(report.IsComplete);
        var problem = Assert.Single(report.Problems);
        Assert.Equal((2L, true), (problem.LineNumber, problem.IsMalformed));
        Assert.True(await store.Rooms.ExistsAsync("a", Ct));
        Assert.False(await store.Rooms.ExistsAsync("b", Ct));
    }

    [Fact]
    public async Task Asked_to_go_on_the_import_writes_what_is_good()
    {
        await using var store = new InMemoryConversationStore();
        var report = await TranscriptImporter.ImportAsync(
            store, Records.Text("{\"rooom\":{}}\n{\"room\":{\"id\":\"b\"}}\n{\"read_marker\":{\"room_id\":\"x\",\"channel_id\":\"c\",\"index\":0}}\n[]\n"), new() { ContinueOnError = true }, Ct);
        Assert.True(report.IsComplete);
        Assert.Equal([(1L, true), (3L, false), (4L, true)], report.Problems.Select(problem => (problem.LineNumber, problem.IsMalformed)));
        Assert.Equal(1, report.TotalWritten);
        Assert.True(await store.Rooms.ExistsAsync("b", Ct));
    }

    [Fact]
    public async Task Of_endless_problems_the_first_are_kept_and_all_are_counted()
    {
        await using var store = new InMemoryConversationStore();
        var report = await TranscriptImporter.ImportAsync(store, Records.Text(string.Concat(Enumerable.Repeat("[]\n", 250))), new() { ContinueOnError = true }, Ct);
        Assert.Equal(250, report.ProblemCount);
        Assert.Equal(TranscriptImportReport.MaxProblemsKept, report.Problems.Count);
    }

    [Fact]
    public async Task An_event_of_a_room_that_has_no_line_is_refused_by_its_number()
    {
        await using var store = new InMemoryConversationStore();
        var report = await TranscriptImporter.ImportAsync(store, Records.Transcript(Records.Event("e")), cancellationToken: Ct);
        var problem = Assert.Single(report.Problems);
        Assert.Equal((1L, false), (problem.LineNumber, problem.IsMalformed));
        Assert.Contains("no room 'r'", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_with_an_index_keep_it_and_a_taken_index_is_refused()
    {
        await using var store = new InMemoryConversationStore();
        var report = await TranscriptImporter.ImportAsync(
            store, Records.Transcript(Records.Room(), Records.Event("a", index: 3), Records.Event("b", index: 7), Records.Event("c", index: 7), Records.Event("d")), new() { ContinueOnError = true }, Ct);
        Assert.Equal(4, Assert.Single(report.Problems).LineNumber);
        var stored = await store.Events.TimelineAsync("r", cancellationToken: Ct);
        Assert.Equal([("a", 3L), ("b", 7L), ("d", 8L)], stored.Select(roomEvent => (roomEvent.Id, roomEvent.Index!.Value)));
    }

    [Fact]
    public async Task A_marker_beyond_the_room_is_refused_and_one_that_stands_further_was_there()
    {
        await using var store = new InMemoryConversationStore();
        ReadMarker At(long index) => new() { RoomId = "r", ChannelId = "c", Index = index };
        var report = await TranscriptImporter.ImportAsync(
            store, Records.Transcript(Records.Room(), Records.Event("a"), Records.Event("b"), At(1), At(0), At(2)), new() { ContinueOnError = true }, Ct);
        Assert.Equal(1, report.Written(TranscriptKind.ReadMarker));
        Assert.Equal(1, report.Existing(TranscriptKind.ReadMarker));
        Assert.Contains("beyond", Assert.Single(report.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_delivered_index_is_carried()
    {
        await using var store = new InMemoryConversationStore();
        await TranscriptImporter.ImportAsync(store, Records.Transcript(Records.Room() with { DeliveredIndex = 4 }), cancellationToken: Ct);
        Assert.Equal(4, await store.Rooms.GetDeliveredIndexAsync("r", Ct));
    }

    [Fact]
    public async Task An_unknown_room_exports_nothing() =>
        Assert.Empty(await TranscriptExporter.ExportRoomAsync(new InMemoryConversationStore(), "nowhere", Ct).ToListAsync(Ct));

    private static async Task<InMemoryConversationStore> ImportedAsync()
    {
        var store = new InMemoryConversationStore();
        await using var bundled = BundledTranscript.Open();
        var report = await TranscriptImporter.ImportAsync(store, bundled, cancellationToken: Ct);
        Assert.Empty(report.Problems);
        return store;
    }

    private static async Task<byte[]> ExportAsync(IConversationStore store)
    {
        var stream = new MemoryStream();
        using var writer = new TranscriptWriter(stream);
        await foreach (var record in TranscriptExporter.ExportAllAsync(store, Ct)) await writer.WriteAsync(record, Ct);
        return stream.ToArray();
    }

    /// <summary>What a transcript says, without the order of its lines and what the store adds: counters, the last activity, and the indices that follow from the order of events.</summary>
    private static List<string> Canonical(List<TranscriptRecord> records)
    {
        var next = new Dictionary<string, long>();
        return [.. records.Select(Line).Order(StringComparer.Ordinal)];

        string Line(TranscriptRecord record)
        {
            var value = record.Value switch
            {
                Room room => room with { EventCount = 0, LatestIndex = -1, Version = 0, Timers = room.Timers with { LastActivityAt = null } },
                RoomEvent roomEvent => roomEvent with { Index = roomEvent.Index ?? Next(roomEvent.RoomId) },
                _ => record.Value,
            };
            using var reader = new StreamReader(Records.Transcript(value), Encoding.UTF8);
            return reader.ReadLine()!;
        }

        long Next(string roomId) => next[roomId] = next.GetValueOrDefault(roomId, -1) + 1;
    }

    private static void AssertOrder(List<TranscriptRecord> records)
    {
        var latest = new Dictionary<string, long>();
        foreach (var record in records)
        {
            if (record.Kind == TranscriptKind.Room) latest.Add(record.RoomId!, -1);
            else if (record.Kind != TranscriptKind.Identity) Assert.Contains(record.RoomId!, latest.Keys);
            if (record.Value is not RoomEvent roomEvent) continue;
            Assert.True(roomEvent.Index > latest[roomEvent.RoomId]);
            latest[roomEvent.RoomId] = roomEvent.Index!.Value;
        }
    }
}
