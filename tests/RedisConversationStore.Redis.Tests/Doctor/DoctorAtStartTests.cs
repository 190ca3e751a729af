using System.Collections.Concurrent;
using Conversations.Redis.Doctor;
using Conversations.Redis.Tests.Errors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Conversations.Redis.Tests.Doctor;

/// <summary>A host has the servers of its stores examined when it starts, and hears of what is wrong.</summary>
public sealed class DoctorAtStartTests : FaultTest
{
    [Fact]
    public async Task Findings_are_logged_as_warnings_and_remarks_as_information()
    {
        await using var server = await StartServerAsync("--appendonly", "yes", "--maxmemory-policy", "allkeys-lru", "--maxmemory", "100mb");
        var logged = new LogOfHost();
        using var host = Host(logged, services => services.AddRedisConversationStore(server.ConnectionString + ",allowAdmin=true"));

        await host.StartAsync(Token);
        await logged.HasAsync(LogEvents.DoctorRemark);

        var finding = Assert.Single(logged.Entries, entry => entry.Id == LogEvents.DoctorFinding && !entry.Text.Contains(DoctorCodes.HighLatency, StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, finding.Level);
        Assert.Contains(DoctorCodes.EvictionPolicy, finding.Text, StringComparison.Ordinal);
        Assert.Contains(server.ConnectionString, finding.Text, StringComparison.Ordinal);
        Assert.Equal(LogLevel.Information, Assert.Single(logged.Entries, entry => entry.Id == LogEvents.DoctorRemark).Level);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Host_starts_and_stops_without_the_server_and_examines_it_when_it_comes()
    {
        await using var server = await StartServerAsync();
        await server.KillAsync();
        var logged = new LogOfHost();
        using var host = Host(logged, services => services.AddRedisConversationStore(server.ConnectionString + ",connectTimeout=500"));

        await host.StartAsync(Token);
        Assert.DoesNotContain(logged.Entries, entry => entry.Id is >= 300 and < 400);
        await server.RestartAsync();
        await logged.HasAsync(LogEvents.DoctorFinding);

        await host.StopAsync(Token);
        Assert.DoesNotContain(logged.Entries, entry => entry.Id == LogEvents.DoctorFailed);
    }

    [Fact]
    public async Task Host_stops_while_the_doctor_waits_for_a_server()
    {
        var logged = new LogOfHost();
        using var host = Host(logged, services => services.AddRedisConversationStore($"127.0.0.1:{FreePort.Find()},connectTimeout=500"));

        await host.StartAsync(Token);
        await host.StopAsync(Token);

        Assert.DoesNotContain(logged.Entries, entry => entry.Id is >= 300 and < 400);
    }

    [Fact]
    public async Task Doctor_can_be_switched_off_for_one_store_of_several()
    {
        await using var examined = await StartServerAsync();
        await using var left = await StartServerAsync();
        var logged = new LogOfHost();
        using var host = Host(logged, services => services
            .AddKeyedRedisConversationStore("a", left.ConnectionString, options => options.DoctorAtStart = false)
            .AddKeyedRedisConversationStore("b", examined.ConnectionString));

        await host.StartAsync(Token);
        await logged.HasAsync(LogEvents.DoctorFinding);
        await host.StopAsync(Token);

        Assert.All(logged.Entries.Where(entry => entry.Id == LogEvents.DoctorFinding), entry => Assert.Contains(examined.ConnectionString, entry.Text, StringComparison.Ordinal));
        Assert.Equal(0, (long)await left.ExecuteAsync("DBSIZE"));
    }

    private static IHost Host(LogOfHost logged, Action<IServiceCollection> add)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logged));
        add(builder.Services);
        return builder.Build();
    }

    private sealed class LogOfHost : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<(int Id, LogLevel Level, string Text)> entries = new();

        public IReadOnlyCollection<(int Id, LogLevel Level, string Text)> Entries => entries;

        public Task HasAsync(int id) =>
            Testing.Condition.HoldsAsync($"event {id} is logged", () => Task.FromResult(entries.Any(entry => entry.Id == id)), Token);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue((eventId.Id, logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
