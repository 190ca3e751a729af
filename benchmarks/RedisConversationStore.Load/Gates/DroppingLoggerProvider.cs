using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Conversations.Redis.Load;

/// <summary>Stands for the console that a host logs to: what the filters of logging let through is enabled, and is dropped. Without any provider nothing would be enabled.</summary>
internal sealed class DroppingLoggerProvider : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Dropping();

    public void Dispose()
    {
        // Holds nothing.
    }

    private sealed class Dropping : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // Dropped.
        }
    }
}
