using System.Globalization;
using System.Text;

namespace Conversations.LoadTesting.Planning;

/// <summary>Reads a chat exported from WhatsApp as text: one room, with everybody who spoke.</summary>
internal static class WhatsAppReader
{
    private const string ChannelId = "whatsapp";

    /// <exception cref="ChatExportException">The text is no such export.</exception>
    internal static async Task<IReadOnlyList<ConversationRecord>> ReadAsync(TextReader text, string file, CancellationToken cancellationToken)
    {
        var messages = await MessagesAsync(text, file, cancellationToken).ConfigureAwait(false);
        if (messages.Count == 0) throw new ChatExportException(file, null, "there is no message in it.");
        var times = WhatsAppDates.Resolve(messages, file);
        var roomId = Path.GetFileNameWithoutExtension(file);
        var records = new List<ConversationRecord>
        {
            new Room { Id = roomId, CreatedAt = times[0] },
            new ChannelBinding { RoomId = roomId, ChannelId = ChannelId, ChannelType = ChannelType.WhatsApp, AttachedAt = times[0] },
        };
        records.AddRange(messages.Zip(times)
            .Where(message => message.First.Sender is not null)
            .DistinctBy(message => message.First.Sender)
            .Select(message => new Participant { Id = message.First.Sender!, RoomId = roomId, ChannelId = ChannelId, DisplayName = message.First.Sender, JoinedAt = message.Second }));
        records.AddRange(messages.Select((message, number) => Event(message, times[number], roomId, number)));
        return records;
    }

    /// <summary>The messages, each with the lines that go on with it.</summary>
    private static async Task<List<WhatsAppLine>> MessagesAsync(TextReader text, string file, CancellationToken cancellationToken)
    {
        var messages = new List<WhatsAppLine>();
        var continued = new StringBuilder();
        for (var number = 1L; await text.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line; number++)
        {
            if (WhatsAppLine.Parse(line, file, number) is { } next)
            {
                Finish();
                messages.Add(next);
            }
            else if (messages.Count > 0)
            {
                continued.Append('\n').Append(line);
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                throw new ChatExportException(file, number, "a WhatsApp export begins with the date and time of a message, such as '31/12/23, 21:15 - Ada: …' or '[31.12.23, 21:15:42] Ada: …'.");
            }
        }

        Finish();
        return messages;

        void Finish()
        {
            if (continued.Length > 0) messages[^1] = messages[^1] with { Text = messages[^1].Text + continued.ToString().TrimEnd('\n') };
            continued.Clear();
        }
    }

    private static RoomEvent Event(WhatsAppLine message, DateTimeOffset time, string roomId, int number)
    {
        var isNotice = message.Sender is null || WhatsAppContent.IsNotice(message.Text);
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"whatsapp-{number}"),
            RoomId = roomId,
            Type = isNotice ? EventType.System : EventType.Message,
            Source = new() { ChannelId = ChannelId, ChannelType = ChannelType.WhatsApp, ParticipantId = isNotice ? null : message.Sender },
            Content = isNotice ? new SystemContent { Body = WhatsAppLine.Clean(message.Text) } : WhatsAppContent.Of(message.Text),
            CreatedAt = time,
        };
    }
}
