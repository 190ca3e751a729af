using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Conversations.Redis.Tests.Logging;

/// <summary>Keeps what is logged from a level on.</summary>
internal sealed class RecordingLogger(LogLevel least = LogLevel.Trace) : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<LogLine> lines = new();

    internal IReadOnlyCollection<LogLine> Lines => lines;

    /// <summary>Of each id what was logged, in order.</summary>
    internal IEnumerable<int> Ids => lines.Select(line => line.Id);

    public ILogger CreateLogger(string categoryName) => categoryName == typeof(RedisConversationStore).FullName ? this : throw new ArgumentException($"No category of the store: {categoryName}", nameof(categoryName));

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue(new(eventId.Id, eventId.Name!, logLevel, formatter(state, exception), exception, state as IReadOnlyList<KeyValuePair<string, object?>> ?? []));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}

/// <summary>What was logged once.</summary>
internal sealed record LogLine(int Id, string Name, LogLevel Level, string Text, Exception? Exception, IReadOnlyList<KeyValuePair<string, object?>> Values)
{
    internal object? this[string name] => Values.Single(value => value.Key == name).Value;
}
