namespace Conversations.Cli.Demo;

/// <summary>A webhook of a provider: an event, or a receipt that a channel has read.</summary>
/// <param name="LineNumber">Its line in the transcript.</param>
/// <param name="Record">An event or a read marker.</param>
internal sealed record Webhook(long LineNumber, TranscriptRecord Record)
{
    public RoomEvent? Event => Record.Value as RoomEvent;

    public string RoomId => Record.RoomId!;

    /// <summary>Whether handling it changes or removes an earlier event.</summary>
    public bool ChangesEarlierEvents => Event?.Content is EditContent or DeleteContent;
}

/// <summary>A transcript, taken apart: what is there when the day begins, and what the providers send.</summary>
internal sealed class DemoTranscript
{
    private readonly List<(long Line, TranscriptRecord Record)> setup = [];
    private readonly Dictionary<string, List<Webhook>> webhooks = new(StringComparer.Ordinal);

    private DemoTranscript(string name) => Name = name;

    public string Name { get; }

    /// <summary>Rooms, bindings, people, tasks and observations.</summary>
    public IReadOnlyList<(long Line, TranscriptRecord Record)> Setup => setup;

    public IReadOnlyCollection<string> RoomIds => webhooks.Keys;

    public int EventWebhookCount { get; private set; }

    public int WebhookCount { get; private set; }

    /// <summary>Whether a room's events carry indices of their own, as those of an export do.</summary>
    public bool HasGivenIndices(string roomId) => webhooks[roomId].Any(webhook => webhook.Event?.Index is not null);

    /// <summary>A room's webhooks in the order of the transcript.</summary>
    public IReadOnlyList<Webhook> WebhooksOf(string roomId) => webhooks[roomId];

    /// <exception cref="CliException">There is no such file, or it is no transcript.</exception>
    public static async Task<DemoTranscript> LoadAsync(FileInfo? input, CancellationToken cancellationToken)
    {
        await using var stream = input is null ? BundledTranscript.Open() : InputFile.Open(input.FullName);
        var transcript = new DemoTranscript(input?.Name ?? "the bundled day at a support desk");
        await foreach (var line in TranscriptReader.ReadLinesAsync(stream, cancellationToken))
        {
            if (line.Error is { } error) throw new CliException(ExitCodes.BadInput, $"{transcript.Name}, {error.Message}", error);
            transcript.Add(line.Number, line.Record!);
        }

        return transcript.RoomIds.Count > 0 ? transcript : throw new CliException(ExitCodes.BadInput, $"{transcript.Name} has no room.");
    }

    private void Add(long line, TranscriptRecord record)
    {
        switch (record.Kind)
        {
            case TranscriptKind.Event or TranscriptKind.ReadMarker:
                if (!webhooks.TryGetValue(record.RoomId!, out var room)) throw new CliException(ExitCodes.BadInput, $"{Name}, Line {line}: The room '{record.RoomId}' has no line before this one.");
                room.Add(new(line, record));
                WebhookCount++;
                if (record.Kind == TranscriptKind.Event) EventWebhookCount++;
                break;
            case TranscriptKind.Room:
                if (!webhooks.TryAdd(record.RoomId!, [])) throw new CliException(ExitCodes.BadInput, $"{Name}, Line {line}: The room '{record.RoomId}' has a line already.");
                goto default;
            default:
                setup.Add((line, record));
                break;
        }
    }
}
