using Microsoft.Extensions.Hosting;

namespace Conversations.Redis.Registration;

/// <summary>Has the stores begin to connect when a host starts, so that the first call need not wait for it. The start does not wait either: it succeeds without Redis.</summary>
internal sealed class ConnectAtStart(IEnumerable<StoreRegistration> registrations, IServiceProvider provider) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var registration in registrations) registration.Resolve(provider)?.BeginConnecting();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
