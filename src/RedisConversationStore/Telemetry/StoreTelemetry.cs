using System.Diagnostics;
using System.Reflection;
using Conversations.Redis.Connection;
using Conversations.Redis.Logging;
using Conversations.Serialization;
using Attributes = Conversations.Redis.ConversationStoreTelemetry.Attributes;

namespace Conversations.Redis.Telemetry;

/// <summary>Traces and measures what a store does: a span and a duration for each operation, and what only the inside sees. While nobody listens an operation runs as it is, and nothing is allocated.</summary>
internal sealed class StoreTelemetry
{
    /// <summary>The version of the conventions that made those of databases stable.</summary>
    internal const string SchemaUrl = "https://opentelemetry.io/schemas/1.33.0";

    internal static readonly string? Version = typeof(StoreTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private static readonly ActivitySource Source = new(new ActivitySourceOptions(ConversationStoreTelemetry.ActivitySourceName) { Version = Version, TelemetrySchemaUrl = SchemaUrl });

    private readonly StoreMeter meter;
    private readonly KeyValuePair<string, object?>[] server;
    private readonly bool tracesRoomIds;
    private readonly StoreLog log;
    private readonly StoreConnection connection;

    internal StoreTelemetry(StoreConnection connection, RedisConversationStoreOptions options)
    {
        this.connection = connection;
        meter = StoreMeter.Of(options.MeterFactory);
        server = ServerAttributes.Of(connection);
        tracesRoomIds = options.TraceRoomIds;
        log = connection.Log;
    }

    /// <summary>Runs an operation, watched if somebody watches.</summary>
    /// <param name="operation">One of <see cref="ConversationStoreTelemetry.Operations"/>.</param>
    /// <param name="call">What <paramref name="run"/> needs, so that it need not be a closure, which would be allocated even while nobody listens.</param>
    /// <param name="run">Makes the call.</param>
    /// <param name="roomId">The room it is about, if it is about one.</param>
    /// <param name="batchSize">How many operations it stands for, if several.</param>
    /// <param name="succeeded">Measures the result.</param>
    internal Task<TResult> RunAsync<TCall, TResult>(
        string operation,
        TCall call,
        Func<TCall, Task<TResult>> run,
        string? roomId = null,
        int batchSize = 0,
        Action<StoreTelemetry, string, TResult>? succeeded = null) =>
        Source.HasListeners() || meter.MeasuresOperations
            ? WatchAsync(operation, call, run, roomId, batchSize, succeeded)
            : connection.IsClosed ? Task.FromException<TResult>(Closed())
            : log.TellsDamage ? LogAsync(operation, run(call)) : run(call);

    /// <summary>An event was stored before, and not stored again.</summary>
    internal void Suppressed(string operation) => meter.Duplicates.Add(1, Tags(operation));

    /// <summary>An event was stored or replaced.</summary>
    internal void Wrote(string operation, RoomEvent stored)
    {
        if (meter.EventSize.Enabled) meter.EventSize.Record(StoredEventSize.Of(stored), Tags(operation));
    }

    /// <summary>A call to the server is made again.</summary>
    internal void Retried(StoreUnavailableException fault)
    {
        var why = new KeyValuePair<string, object?>(Attributes.ErrorType, Failure.TypeOf(fault));
        var tags = new TagList(server) { why };
        meter.Retries.Add(1, tags);
        if (Activity.Current is { } activity && activity.Source == Source) activity.AddEvent(new(ConversationStoreTelemetry.RetryEvent, tags: new([why])));
    }

    /// <summary>A reader found an entry of an index stale, and removes it.</summary>
    internal void RemovedStaleHint() => meter.StaleHints.Add(1, server);

    private async Task<TResult> WatchAsync<TCall, TResult>(
        string operation,
        TCall call,
        Func<TCall, Task<TResult>> run,
        string? roomId,
        int batchSize,
        Action<StoreTelemetry, string, TResult>? succeeded)
    {
        using var activity = Start(operation, roomId, batchSize);
        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            if (connection.IsClosed) throw Closed();
            var result = await run(call).ConfigureAwait(false);
            succeeded?.Invoke(this, operation, result);
            End(activity, operation, startedAt, failure: null);
            return result;
        }
        catch (Exception exception)
        {
            End(activity, operation, startedAt, Failure.Of(exception));
            Log(operation, exception);
            throw;
        }
    }

    private async Task<TResult> LogAsync<TResult>(string operation, Task<TResult> running)
    {
        try
        {
            return await running.ConfigureAwait(false);
        }
        catch (CorruptRecordException damage)
        {
            Log(operation, damage);
            throw;
        }
    }

    // Of operations that begin after the store was closed: nothing of them was sent.
    private static ObjectDisposedException Closed() => new(typeof(RedisConversationStore).FullName);

    private void Log(string operation, Exception exception)
    {
        if (exception is CorruptRecordException damage) log.CorruptRecord(operation, damage.Key, damage.FormatVersion);
    }

    private Activity? Start(string operation, string? roomId, int batchSize)
    {
        if (!Source.HasListeners()) return null;

        // Samplers decide by what a span has from the start.
        var activity = Source.StartActivity(operation, ActivityKind.Client, parentContext: default, Tags(operation));
        if (activity is not { IsAllDataRequested: true }) return activity;
        if (batchSize > 1) activity.SetTag(Attributes.DbOperationBatchSize, batchSize);
        if (tracesRoomIds && roomId is not null) activity.SetTag(Attributes.RoomId, roomId);
        return activity;
    }

    private void End(Activity? activity, string operation, long startedAt, Failure? failure)
    {
        var elapsed = Stopwatch.GetElapsedTime(startedAt);
        var tags = Tags(operation);
        if (failure is { } why)
        {
            tags.Add(Attributes.ErrorType, why.Type);
            activity?.SetTag(Attributes.ErrorType, why.Type).SetStatus(ActivityStatusCode.Error, why.Description);
            if (why.StatusCode is not null)
            {
                tags.Add(Attributes.DbResponseStatusCode, why.StatusCode);
                activity?.SetTag(Attributes.DbResponseStatusCode, why.StatusCode);
            }
        }

        // While the span is current, so that an exemplar can name it; and both say the same.
        meter.Duration.Record(elapsed.TotalSeconds, tags);
        activity?.SetEndTime(activity.StartTimeUtc + elapsed);
    }

    private TagList Tags(string operation) => new(server) { new(Attributes.DbOperationName, operation) };
}
