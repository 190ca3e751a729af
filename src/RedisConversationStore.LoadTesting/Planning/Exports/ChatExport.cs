namespace Conversations.LoadTesting.Planning;

/// <summary>Reads a team's own chats: a transcript of this project (JSON Lines), an export of a Slack workspace (folder or zip), or a chat exported from WhatsApp (text, or the zip with it).</summary>
public static class ChatExport
{
    private const string Forms = "Known are transcripts (.jsonl), Slack exports (a folder or .zip with channels.json), and WhatsApp exports (.txt, or the .zip with it)";

    /// <summary>Reads an export, whichever of them it is.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Rooms with their bindings, participants and events, in order of time within a room.</returns>
    /// <exception cref="ChatExportException">It is none of them, or a line of it is malformed.</exception>
    public static async Task<IReadOnlyList<ConversationRecord>> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        try
        {
            if (Directory.Exists(path)) return await ReadFilesAsync(ExportFiles.OfFolder(path), name, cancellationToken).ConfigureAwait(false);
            if (!File.Exists(path)) throw new ChatExportException(name, null, "there is no such file or folder.");
            switch (Path.GetExtension(path).ToUpperInvariant())
            {
                case ".ZIP":
                    using (var files = ExportFiles.OfZip(path)) return await ReadFilesAsync(files, name, cancellationToken).ConfigureAwait(false);
                case ".TXT":
                    using (var text = File.OpenText(path)) return await WhatsAppReader.ReadAsync(text, name, cancellationToken).ConfigureAwait(false);
                case ".JSONL":
                    var stream = File.OpenRead(path);
                    await using (stream.ConfigureAwait(false)) return await ReadTranscriptAsync(stream, name, cancellationToken).ConfigureAwait(false);
                default:
                    throw new ChatExportException(name, null, $"this is no chat export. {Forms}.");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ChatExportException(name, null, $"it cannot be read: {fault.Message}", fault);
        }
    }

    private static async Task<IReadOnlyList<ConversationRecord>> ReadFilesAsync(ExportFiles files, string name, CancellationToken cancellationToken)
    {
        if (files.Has("channels.json") || files.Has("users.json")) return SlackReader.Read(files);
        if (files.Names.Where(file => file.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)).ToList() is not [var chat]) throw new ChatExportException(name, null, $"this is no chat export. {Forms}.");
        using var text = new StreamReader(files.Open(chat));
        return await WhatsAppReader.ReadAsync(text, chat, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<ConversationRecord>> ReadTranscriptAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        var records = new List<ConversationRecord>();
        await foreach (var line in TranscriptReader.ReadLinesAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            records.Add(line.Record?.Value ?? throw new ChatExportException(name, line.Number, line.Error!.Reason, line.Error));
        }

        return records;
    }
}
