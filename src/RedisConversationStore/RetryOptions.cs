namespace Conversations.Redis;

/// <summary>How often and how soon a call is repeated. The pauses grow exponentially with jitter (decorrelated jitter, as Polly's retry strategy computes it), so that replicas of a bot do not come back all at once. All of it ends with <see cref="RedisConversationStoreOptions.OperationTimeout"/>.</summary>
public sealed record RetryOptions
{
    /// <summary>No repeats: every fault reaches the caller at once.</summary>
    public static RetryOptions None => new() { MaxAttempts = 1 };

    /// <summary>How often a call is tried in all; 1 to 100. Default: 30, which with the other defaults takes longer than the deadline, so that the deadline ends it: a failover or a slot that moves is over in seconds, not in a fixed number of attempts.</summary>
    public int MaxAttempts { get; set; } = 30;

    /// <summary>The median pause before the second attempt; a millisecond to a minute. Default: 50 milliseconds.</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest pause; <see cref="BaseDelay"/> to a minute. Default: one second.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(1);

    internal IEnumerable<(string Option, string Problem)> Problems()
    {
        if (MaxAttempts is < 1 or > 100) yield return (nameof(MaxAttempts), "must be 1 to 100.");
        if (RedisConversationStoreOptions.Outside(BaseDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1))) yield return (nameof(BaseDelay), "must be a millisecond to a minute.");
        else if (RedisConversationStoreOptions.Outside(MaxDelay, BaseDelay, TimeSpan.FromMinutes(1))) yield return (nameof(MaxDelay), "must be Retry.BaseDelay to a minute.");
    }
}
