using Conversations.Redis.Logging;
using Conversations.Redis.Registration;
using Microsoft.Extensions.Hosting;

namespace Conversations.Redis.Doctor;

/// <summary>Examines the servers of each registered store once, when a host has started and there is a connection, and logs what it finds. The host waits for nothing, and nothing that goes wrong here ends it.</summary>
internal sealed class DoctorAtStart(IEnumerable<StoreRegistration> registrations, IServiceProvider provider) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(registrations.Select(registration => registration.Resolve(provider)).OfType<RedisConversationStore>().Where(store => store.Options.DoctorAtStart).Select(store => ExamineAsync(store, stoppingToken)));

    private static async Task ExamineAsync(RedisConversationStore store, CancellationToken stoppingToken)
    {
        var log = DoctorLog.To(store.Options.LoggerFactory);
        try
        {
            // That there is none is for the health checks to say.
            while (!await store.IsConnectedAsync().WaitAsync(stoppingToken).ConfigureAwait(false)) await Task.Delay(Pause, stoppingToken).ConfigureAwait(false);
            log.Tell(await store.ExamineAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            log.DoctorFailed(fault.Message);
        }
    }
}
