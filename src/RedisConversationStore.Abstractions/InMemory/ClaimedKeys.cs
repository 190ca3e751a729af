namespace Conversations.InMemory;

/// <summary>The idempotency keys of one room, each until it expires.</summary>
internal sealed class ClaimedKeys
{
    private readonly Dictionary<string, Claim> claims = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> expiries = new();

    /// <summary>The claim on a key, if one lives.</summary>
    internal bool TryGet(string key, DateTimeOffset now, out Claim claim) =>
        claims.TryGetValue(key, out claim) && claim.ExpiresAt > now;

    /// <summary>Claims a key on which no claim lives.</summary>
    /// <param name="key">The key.</param>
    /// <param name="eventId">The event it is claimed by; null for other work.</param>
    /// <param name="now">The present.</param>
    /// <param name="timeToLive">How long the claim lives.</param>
    internal void Add(string key, string? eventId, DateTimeOffset now, TimeSpan timeToLive)
    {
        RemoveExpired(now);
        claims[key] = new(eventId, now + timeToLive);
        expiries.Enqueue(key, now + timeToLive);
    }

    internal bool Remove(string key, DateTimeOffset now) => claims.Remove(key, out var claim) && claim.ExpiresAt > now;

    /// <summary>Releases the key of an event that goes, unless somebody else has claimed the key since.</summary>
    internal void ReleaseOf(RoomEvent roomEvent)
    {
        if (roomEvent.IdempotencyKey is { } key && claims.TryGetValue(key, out var claim) && claim.EventId == roomEvent.Id) claims.Remove(key);
    }

    // Nobody asks for most keys ever again, so they are removed on the way. A key claimed anew has a later expiry of its own in the queue.
    private void RemoveExpired(DateTimeOffset now)
    {
        while (expiries.TryPeek(out var key, out var expiry) && expiry <= now)
        {
            expiries.Dequeue();
            if (claims.TryGetValue(key, out var claim) && claim.ExpiresAt <= now) claims.Remove(key);
        }
    }
}

/// <summary>Who claimed a key, and until when.</summary>
/// <param name="EventId">The event added under the key; null for work that is not an event.</param>
/// <param name="ExpiresAt">From when on it can be claimed again.</param>
internal readonly record struct Claim(string? EventId, DateTimeOffset ExpiresAt);
