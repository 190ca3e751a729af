namespace Conversations.Redis;

/// <summary>How a <see cref="RedisConversationStore"/> keeps its data. The same values on every replica that shares a store.</summary>
public sealed record RedisConversationStoreOptions
{
    /// <summary>What every key begins with, followed by a colon: 1 to 128 characters, no braces, no white space, no control characters. Default: <c>conv</c>. Stores with different prefixes share nothing, as long as no prefix is another's followed by a colon (<c>conv</c> and <c>conv:identity</c>).</summary>
    public string KeyPrefix { get; init; } = "conv";

    /// <summary>How long idempotency keys live unless a write says otherwise; a millisecond to 366 days. Default: 24 hours, longer than providers repeat their webhooks.</summary>
    public TimeSpan IdempotencyTimeToLive { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The largest event, in bytes of the stored format; 1 KiB to 64 MiB. Default: 1 MiB.</summary>
    public int MaxEventBytes { get; init; } = EventLimits.DefaultMaxEventBytes;

    /// <summary>Whether each event's room can be found by the event's id alone. Costs 52 to 122 bytes an event. Bots that always know the room switch it off; getting an event by id alone then finds only events written while it was on. Default: true.</summary>
    public bool EventLocators { get; init; } = true;

    /// <summary>Where updated_at comes from. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(KeyPrefix);
        if (KeyPrefix.Length > 128) throw new ArgumentException("The key prefix is longer than 128 characters.", nameof(KeyPrefix));
        foreach (var character in KeyPrefix)
        {
            // A brace would make a hash tag of its own and scatter a room over the cluster.
            if (character is '{' or '}' || char.IsControl(character) || char.IsWhiteSpace(character) || char.IsSurrogate(character))
            {
                throw new ArgumentException("The key prefix contains a brace, white space, a control character or a surrogate.", nameof(KeyPrefix));
            }
        }

        Check.TimeToLive(IdempotencyTimeToLive);
        if (MaxEventBytes is < 1024 or > 64 * 1024 * 1024) throw new ArgumentOutOfRangeException(nameof(MaxEventBytes), MaxEventBytes, "The largest event must be 1 KiB to 64 MiB.");
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
