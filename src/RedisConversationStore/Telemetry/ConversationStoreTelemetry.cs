namespace Conversations.Redis;

/// <summary>The names under which a <see cref="RedisConversationStore"/> reports what it does, by OpenTelemetry's conventions for databases. Stable: dashboards and alerts may rely on them. docs/telemetry.md says what each means.</summary>
public static partial class ConversationStoreTelemetry
{
    /// <summary>The source of traces, for <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "RedisConversationStore";

    /// <summary>The source of metrics, for <c>AddMeter</c>.</summary>
    public const string MeterName = "RedisConversationStore";

    /// <summary>The event of a span that says that a call was made again after a passing fault, with <see cref="Attributes.ErrorType"/>.</summary>
    public const string RetryEvent = "conversation_store.retry";

    /// <summary>The names of metrics.</summary>
    public static class Metrics
    {
        /// <summary>How long operations took, all attempts and pauses included: a histogram in seconds.</summary>
        public const string OperationDuration = "db.client.operation.duration";

        /// <summary>Events that were stored before and not stored again: a counter.</summary>
        public const string Duplicates = "conversation_store.duplicates";

        /// <summary>Calls to the server that were made again after a passing fault: a counter.</summary>
        public const string Retries = "conversation_store.retries";

        /// <summary>Entries of indices over rooms that readers found stale and removed: a counter.</summary>
        public const string StaleHints = "conversation_store.stale_hints";

        /// <summary>The size of events written, in the stored format: a histogram in bytes.</summary>
        public const string EventSize = "conversation_store.event.size";
    }

    /// <summary>The names of attributes of spans and metrics.</summary>
    public static class Attributes
    {
        /// <summary>Always <c>redis</c>.</summary>
        public const string DbSystemName = "db.system.name";

        /// <summary>One of <see cref="Operations"/>.</summary>
        public const string DbOperationName = "db.operation.name";

        /// <summary>The number of the Redis database, as the connection was made.</summary>
        public const string DbNamespace = "db.namespace";

        /// <summary>How many events one <see cref="Operations.EventsAddMany"/> carries, from two on. Of spans only.</summary>
        public const string DbOperationBatchSize = "db.operation.batch.size";

        /// <summary>The code of the server's error reply, such as <c>OOM</c>, where an operation failed by one.</summary>
        public const string DbResponseStatusCode = "db.response.status_code";

        /// <summary>Why an operation failed: the reason of a <see cref="StoreUnavailableException"/> in snake case, the code of another <see cref="ConversationStoreException"/>, <c>cancelled</c>, or the type of any other exception.</summary>
        public const string ErrorType = "error.type";

        /// <summary>The server's host, where the connection names one server.</summary>
        public const string ServerAddress = "server.address";

        /// <summary>The server's port, where the connection names one server.</summary>
        public const string ServerPort = "server.port";

        /// <summary>The room an operation is about. Of spans only, and only with <see cref="RedisConversationStoreOptions.TraceRoomIds"/>.</summary>
        public const string RoomId = "conversation_store.room.id";
    }
}
