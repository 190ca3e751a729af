using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Conversations.Redis.Connection;

/// <summary>What holds on connections that a store opens where the connection string says nothing else.</summary>
internal sealed class ConnectionDefaults : DefaultOptionsProvider
{
    /// <summary>Shorter than the client's own 5 seconds: an attempt that gets no reply leaves time for another before the deadline, and a dead socket, which the client drops after four times this, is noticed sooner. The client takes it for asynchronous calls too.</summary>
    public override TimeSpan SyncTimeout => TimeSpan.FromSeconds(3);

    /// <summary>Pauses between attempts to connect again grow to half of the default deadline and no longer, so that calls made when a server is back after a long outage find it in time. Jitter keeps replicas of a bot from coming all at once.</summary>
    public override IReconnectRetryPolicy ReconnectRetryPolicy { get; } = new ExponentialRetry(deltaBackOffMilliseconds: 500, maxDeltaBackOffMilliseconds: 5_000);

    /// <summary>Applies them, unless the client knows better what the endpoints want, as it does of some cloud services.</summary>
    internal static void Apply(ConfigurationOptions configuration)
    {
        if (configuration.Defaults.GetType() == typeof(DefaultOptionsProvider)) configuration.Defaults = new ConnectionDefaults();
    }
}
