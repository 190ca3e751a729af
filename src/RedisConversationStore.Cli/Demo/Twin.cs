using Conversations.Cli.Output;

namespace Conversations.Cli.Demo;

/// <summary>What the store must hold in the end: the same day, once, one webhook after the other, in an in-memory store.</summary>
internal static class Twin
{
    /// <exception cref="CliException">A record of the transcript is one that no store takes.</exception>
    public static async Task<InMemoryConversationStore> ReplayAsync(DemoTranscript transcript, CancellationToken cancellationToken)
    {
        var store = new InMemoryConversationStore();
        foreach (var (line, record) in transcript.Setup)
        {
            await CheckedAsync(line, () => TranscriptImporter.WriteAsync(store, record, cancellationToken));
        }

        foreach (var webhook in transcript.RoomIds.SelectMany(transcript.WebhooksOf))
        {
            await CheckedAsync(webhook.LineNumber, () => new WebhookHandler(store, new()).ApplyAsync(webhook.Record, cancellationToken));
        }

        return store;

        async Task CheckedAsync(long line, Func<Task> write)
        {
            try
            {
                await write();
            }
            catch (Exception refusal) when (refusal is ArgumentException or ConversationStoreException)
            {
                throw new CliException(ExitCodes.BadInput, $"{transcript.Name}, Line {line}: {TerminalText.WithoutParameter(refusal.Message)}", refusal);
            }
        }
    }
}
