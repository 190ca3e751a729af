namespace WebhookBot;

/// <summary>The section <c>Bot</c> of the configuration.</summary>
internal sealed class BotOptions
{
    /// <summary>What this replica calls itself in what it says.</summary>
    public string Name { get; set; } = "bot";

    /// <summary>The channels whose webhooks are taken, and their types.</summary>
    public Dictionary<string, string> Channels { get; set; } = [];

    /// <summary>How long an answer takes to think of, as that of a model would.</summary>
    public TimeSpan ThinkingTime { get; set; }
}
