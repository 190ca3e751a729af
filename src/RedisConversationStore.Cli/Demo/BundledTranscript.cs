namespace Conversations.Cli.Demo;

/// <summary>The day at a support desk that comes with the tool.</summary>
internal static class BundledTranscript
{
    private const string ResourceName = "support-desk.jsonl";

    public static Stream Open() =>
        typeof(BundledTranscript).Assembly.GetManifestResourceStream(ResourceName)
        ?? throw new InvalidOperationException($"The resource {ResourceName} is not in the assembly.");
}
