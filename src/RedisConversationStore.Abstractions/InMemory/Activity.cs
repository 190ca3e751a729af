namespace Conversations.InMemory;

/// <summary>When a room was last active: by the store's clock, never back, and at most five minutes ahead of that clock.</summary>
internal static class Activity
{
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    /// <summary>The activity of a room after another one.</summary>
    /// <param name="known">The activity so far; one too far ahead counts as none.</param>
    /// <param name="given">The other; null for none.</param>
    /// <param name="now">The store's present.</param>
    internal static DateTimeOffset? Later(DateTimeOffset? known, DateTimeOffset? given, DateTimeOffset now)
    {
        now = Instants.Normalize(now);
        var limit = now + MostAhead;
        if (known > limit) (known, given) = (null, given ?? now);
        if (given > limit) given = limit;
        return known is null || given > known ? given : known;
    }
}
