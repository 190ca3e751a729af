using System.Globalization;
using System.Text.Json;
using Conversations.Cli.Output;
using Spectre.Console;

namespace Conversations.Cli.Commands;

/// <summary>A room as <c>convstore show</c> shows it.</summary>
internal sealed class RoomView(RoomContext context, IReadOnlyList<RoomEvent> events, IReadOnlyDictionary<string, long> markers, IReadOnlyDictionary<string, long> unread)
{
    /// <exception cref="CliException">There is no such room.</exception>
    public static async Task<RoomView> LoadAsync(IConversationStore store, string roomId, long? after, int limit, CancellationToken cancellationToken)
    {
        try
        {
            var context = await ContextAsync(store, roomId, cancellationToken)
                ?? throw new CliException(ExitCodes.BadInput, $"There is no room '{roomId}'.");
            var unread = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var binding in context.Bindings) unread[binding.ChannelId] = await store.ReadState.UnreadCountAsync(roomId, binding.ChannelId, cancellationToken);
            var events = await store.Events.TimelineAsync(roomId, limit, after, cancellationToken);
            return new(context, events, await store.ReadState.MarkersAsync(roomId, cancellationToken), unread);
        }
        catch (ArgumentException invalid)
        {
            throw new CliException(ExitCodes.BadInput, $"'{roomId}' cannot be the id of a room: {TerminalText.WithoutParameter(invalid.Message)}", invalid);
        }
    }

    /// <summary>As of one moment, unless the room is too large for that.</summary>
    private static async Task<RoomContext?> ContextAsync(IConversationStore store, string roomId, CancellationToken cancellationToken)
    {
        try
        {
            return await store.Rooms.LoadContextAsync(roomId, cancellationToken);
        }
        catch (RoomTooLargeException)
        {
            return await store.Rooms.GetAsync(roomId, cancellationToken) is { } room
                ? new(room, [.. await store.Bindings.ListAsync(roomId, cancellationToken)], [.. await store.Participants.ListAsync(roomId, cancellationToken)])
                : null;
        }
    }

    /// <summary>The same as lines of a transcript.</summary>
    public IEnumerable<TranscriptRecord> Records() =>
        [
            new(context.Room),
            .. context.Bindings.Select(binding => new TranscriptRecord(binding)),
            .. context.Participants.Select(participant => new TranscriptRecord(participant)),
            .. events.Select(roomEvent => new TranscriptRecord(roomEvent)),
            .. markers.Select(marker => new TranscriptRecord(new ReadMarker { RoomId = context.Room.Id, ChannelId = marker.Key, Index = marker.Value })),
        ];

    public void Show(IAnsiConsole console)
    {
        var room = context.Room;
        console.MarkupLine($"[bold]{Terminal.Safe(room.Id)}[/]  {Terminal.Safe(room.Status.Value)}  {Terminal.Safe(room.OrganizationId ?? "")}");
        console.MarkupLine($"created {Terminal.Time(room.CreatedAt)}, {room.EventCount} events ever, latest index {room.LatestIndex}, delivered {room.DeliveredIndex}");
        if (room.Metadata.Count > 0) console.MarkupLine($"[dim]{Terminal.Safe(JsonSerializer.Serialize(room.Metadata, ConversationJsonContext.Readable.DataObject))}[/]");
        console.Write(Channels());
        console.Write(People());
        console.Write(Timeline());
    }

    private Table Channels()
    {
        var table = Terminal.Table("Channel", "Type", "Category", "Read up to", "Unread");
        foreach (var binding in context.Bindings)
        {
            table.AddRow(
                Terminal.Cell(binding.ChannelId),
                Terminal.Cell(binding.ChannelType.Value),
                Terminal.Cell(binding.Category.Value),
                Terminal.Cell(markers.TryGetValue(binding.ChannelId, out var marker) ? Number(marker) : ""),
                Terminal.Cell(Number(unread[binding.ChannelId])));
        }

        return table;
    }

    private Table People()
    {
        var table = Terminal.Table("Participant", "Name", "Role", "Status", "Identified", "Channels");
        foreach (var participant in context.Participants)
        {
            table.AddRow(
                Terminal.Cell(participant.Id),
                Terminal.Cell(participant.DisplayName ?? ""),
                Terminal.Cell(participant.Role.Value),
                Terminal.Cell(participant.Status.Value),
                Terminal.Cell(participant.Identification.Value),
                Terminal.Cell(string.Join(", ", participant.ConnectedVia)));
        }

        return table;
    }

    private Table Timeline()
    {
        var table = Terminal.Table("Index", "Time", "Type", "Channel", "Who", "What");
        foreach (var roomEvent in events)
        {
            table.AddRow(
                Terminal.Cell(Number(roomEvent.Index ?? -1)),
                Terminal.Cell(Terminal.Time(roomEvent.CreatedAt)),
                Terminal.Cell(roomEvent.Type.Value),
                Terminal.Cell(roomEvent.Source.ChannelId),
                Terminal.Cell(roomEvent.Source.ParticipantId ?? ""),
                Terminal.Cell((roomEvent.ParentEventId is null ? "" : "↳ ") + ContentText.Describe(roomEvent.Content)));
        }

        return table.Caption(events.Count == 0 ? "No events." : $"{events.Count} events.");
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
