namespace Conversations.LoadTesting.Planning;

/// <summary>Reads an export of a Slack workspace: each channel is a room, each of its days a file.</summary>
internal static class SlackReader
{
    private static readonly string[] ChannelFiles = ["channels.json", "groups.json", "mpims.json", "dms.json"];

    /// <exception cref="ChatExportException">A file is malformed.</exception>
    internal static IReadOnlyList<ConversationRecord> Read(ExportFiles files)
    {
        var names = SlackJson.Read<SlackUser>(files, "users.json")
            .Where(user => user.Item.Id is not null)
            .DistinctBy(user => user.Item.Id)
            .ToDictionary(user => user.Item.Id!, user => NameOf(user.Item), StringComparer.Ordinal);
        var records = new List<ConversationRecord>();
        foreach (var file in ChannelFiles)
        {
            foreach (var (channel, line) in SlackJson.Read<SlackChannel>(files, file)) records.AddRange(RoomOf(files, file, line, channel, names));
        }

        return records.Count > 0 ? records : throw new ChatExportException("channels.json", null, "the export names no channel.");
    }

    private static List<ConversationRecord> RoomOf(ExportFiles files, string file, long line, SlackChannel channel, Dictionary<string, string?> names)
    {
        var id = channel.Id ?? throw new ChatExportException(file, line, "a channel has no id.");
        var folder = (channel.Name ?? id) + "/";
        var created = TimeOf(channel.Created ?? 0) ?? throw new ChatExportException(file, line, $"{channel.Created} is no time (created): whole seconds since 1970.");
        var events = files.Names
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
            .SelectMany(name => SlackJson.Read<SlackMessage>(files, name).SelectMany(message => SlackEvents.Of(message.Item, id, name, message.Line)))
            .OrderBy(item => item.CreatedAt)
            .ToList();
        var people = (channel.Members ?? []).Concat(events.Select(item => item.Source.ParticipantId).OfType<string>()).Distinct(StringComparer.Ordinal);
        return
        [
            new Room { Id = id, CreatedAt = created, Metadata = DataObject.Of(("name", channel.Name ?? id)) },
            new ChannelBinding { RoomId = id, ChannelId = SlackEvents.ChannelId, ChannelType = SlackEvents.Slack, AttachedAt = created },
            .. people.Select(person => new Participant { Id = person, RoomId = id, ChannelId = SlackEvents.ChannelId, DisplayName = names.GetValueOrDefault(person), JoinedAt = created }),
            .. events,
        ];
    }

    private static DateTimeOffset? TimeOf(long seconds) =>
        seconds is >= 0 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static string? NameOf(SlackUser user) =>
        new[] { user.Profile?.DisplayName, user.Profile?.RealName, user.Name }.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name));
}
