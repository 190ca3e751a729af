namespace Conversations.Redis.Health;

/// <summary>What one health check of a store found.</summary>
/// <param name="Reason">Whether the store works, and if not, why.</param>
/// <param name="Message">The same for people, with what to do. Never contains a secret.</param>
/// <param name="Latency">How long the check took.</param>
/// <param name="Server">The server it is about, as host and port; null when none is known.</param>
public sealed record StoreHealth(StoreHealthReason Reason, string Message, TimeSpan Latency, string? Server)
{
    /// <summary>Whether calls to the store work: <see cref="StoreHealthReason.Healthy"/> or <see cref="StoreHealthReason.Slow"/>.</summary>
    public bool IsReady => Reason is StoreHealthReason.Healthy or StoreHealthReason.Slow;
}
