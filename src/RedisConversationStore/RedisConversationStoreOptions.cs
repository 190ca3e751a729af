using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Conversations.Redis;

/// <summary>How a <see cref="RedisConversationStore"/> keeps its data. The same values on every replica that shares a store.</summary>
/// <remarks>A store takes a copy when it is made: what is set afterwards changes nothing.</remarks>
public sealed record RedisConversationStoreOptions
{
    private const int LargestBatch = 64 * 1024 * 1024;

    /// <summary>What every key begins with, followed by a colon: 1 to 128 characters, no braces, no white space, no control characters. Default: <c>conv</c>. Stores with different prefixes share nothing, as long as no prefix is another's followed by a colon (<c>conv</c> and <c>conv:identity</c>).</summary>
    public string KeyPrefix { get; set; } = "conv";

    /// <summary>How long idempotency keys live unless a write says otherwise; a millisecond to 366 days. Default: 24 hours, longer than providers repeat their webhooks.</summary>
    public TimeSpan IdempotencyTimeToLive { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The largest event, in bytes of the stored format; 1 KiB to 64 MiB. Default: 1 MiB.</summary>
    public int MaxEventBytes { get; set; } = EventLimits.DefaultMaxEventBytes;

    /// <summary>The most bytes that the events of one <see cref="IEventStore.AddManyAsync"/> take together in the stored format; from <see cref="MaxEventBytes"/> to 64 MiB. Such a call is one step of the server, which serves nobody else meanwhile: 5 to 10 milliseconds for each MiB. A call with more is refused before anything is sent. Default: 1 MiB.</summary>
    public int MaxBatchBytes { get; set; } = EventLimits.DefaultMaxBatchBytes;

    /// <summary>The most bindings and participants together that <see cref="IRoomStore.LoadContextAsync"/> reads; 1 to 1,000,000. It is one step of the server, which serves nobody else meanwhile: 0.7 milliseconds for each 1,000 records. A room with more is refused with a <see cref="RoomTooLargeException"/>; lists of bindings and of participants are read in several steps. Default: 10,000.</summary>
    public int MaxContextRecords { get; set; } = RoomLimits.DefaultMaxContextRecords;

    /// <summary>Whether each event's room can be found by the event's id alone. Costs 52 to 122 bytes an event. Bots that always know the room switch it off; getting an event by id alone then finds only events written while it was on. Default: true.</summary>
    public bool EventLocators { get; set; } = true;

    /// <summary>Whether events that callers of this process add to one room at the same time are committed together, once two commits of the room are under way. Each caller keeps its own outcome, deadline and cancellation; one or two callers at a time wait for nobody. Default: true.</summary>
    public bool GroupCommit { get; set; } = true;

    /// <summary>The deadline of a call: the longest a caller waits, all attempts and pauses included; 10 milliseconds to a minute. Default: 10 seconds. What works through many records in steps (deleting a room or a thread, enumerating a timeline) has it for each step. How long one attempt waits for its reply is the connection's <c>asyncTimeout</c>: 3 seconds unless the connection string of <c>ConnectAsync</c> says otherwise; the client looks for overdue replies once a second.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How a call is repeated that met a passing fault: a lost connection, an attempt that got no reply, a failover, a server that is loading. A repeat has no second effect.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Where reads go that only answer the caller. Default: <see cref="ReadPreference.Primary"/>. An application that wants both opens two stores on one connection.</summary>
    public ReadPreference ReadPreference { get; set; } = ReadPreference.Primary;

    /// <summary>How many replicas must have a write before it is acknowledged; 0 to 16. Default: 0, which waits for none: a primary that fails may take with it what it acknowledged and had not replicated yet, usually less than a second's writes. With one or more, a write costs a second command (WAIT) on every primary, during which the connection carries nothing else; a write that too few replicas have within <see cref="ReplicaTimeout"/> fails with <see cref="UnavailableReason.Replication"/>. Lowers the risk and does not end it: a failover may still promote a replica that lacks the write.</summary>
    public int WaitForReplicas { get; set; }

    /// <summary>How long replicas have for a write when <see cref="WaitForReplicas"/> is set; a millisecond to a minute, and then shorter than <see cref="OperationTimeout"/> and than the connection's <c>asyncTimeout</c>, either of which would end the waiting: nobody would learn how many replicas have the write. Default: one second.</summary>
    /// <remarks>Both are checked when the store is made; the <c>asyncTimeout</c> of a connection of the application is the application's to keep longer.</remarks>
    public TimeSpan ReplicaTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Where updated_at comes from. Default: the system clock; a store that is registered with services takes the <see cref="System.TimeProvider"/> registered there, unless another is set here.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the store logs to. Default: null, nowhere; a store that is registered with services takes the factory registered there. docs/operating.md lists the messages.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>What makes the meter of <see cref="ConversationStoreTelemetry.MeterName"/>, such as the factory of the application's services. Default: null, for a meter that all stores of the process share; a store that is registered with services takes the factory registered there.</summary>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>Whether spans name the room they are about (<see cref="ConversationStoreTelemetry.Attributes.RoomId"/>). Off by default: where room ids are made of phone numbers or addresses they are personal data, and traces go to places that the store's data does not. Metrics never name rooms.</summary>
    public bool TraceRoomIds { get; set; }

    /// <summary>Whether a store that is registered with services has its servers examined when the host has started, in the background, and what <see cref="Doctor.StoreDoctor"/> finds logged. Default: true.</summary>
    public bool DoctorAtStart { get; set; } = true;

    /// <summary>These options as they are now, safe from whoever holds them.</summary>
    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    internal RedisConversationStoreOptions Frozen()
    {
        foreach (var (option, problem) in Problems()) throw new ArgumentOutOfRangeException(option, $"{option} {problem}");
        return this with { Retry = Retry with { } };
    }

    /// <summary>What keeps a store from being made with these options: the option, and the rest of a sentence that says what it can be.</summary>
    internal IEnumerable<(string Option, string Problem)> Problems()
    {
        if (string.IsNullOrWhiteSpace(KeyPrefix)) yield return (nameof(KeyPrefix), "is empty; leave it out for the default.");
        else if (KeyPrefix.Length > 128) yield return (nameof(KeyPrefix), "is longer than 128 characters.");
        else if (KeyPrefix.Any(IsRefused)) yield return (nameof(KeyPrefix), "contains a brace, white space, a control character or a surrogate.");

        if (Outside(IdempotencyTimeToLive, TimeSpan.FromMilliseconds(1), Check.LongestTimeToLive)) yield return (nameof(IdempotencyTimeToLive), "must be a millisecond to 366 days.");
        if (MaxEventBytes is < 1024 or > 64 * 1024 * 1024) yield return (nameof(MaxEventBytes), "must be 1024 to 67108864 (1 KiB to 64 MiB).");
        else if (MaxBatchBytes < MaxEventBytes || MaxBatchBytes > LargestBatch) yield return (nameof(MaxBatchBytes), $"must be {nameof(MaxEventBytes)} to {LargestBatch} (64 MiB).");
        if (MaxContextRecords is < 1 or > 1_000_000) yield return (nameof(MaxContextRecords), "must be 1 to 1000000.");
        if (Outside(OperationTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1))) yield return (nameof(OperationTimeout), "must be 10 milliseconds to a minute.");
        if (Retry is null) yield return (nameof(Retry), "is null; RetryOptions.None switches repeats off.");
        else foreach (var (option, problem) in Retry.Problems()) yield return ($"{nameof(Retry)}.{option}", problem);
        if (!Enum.IsDefined(ReadPreference)) yield return (nameof(ReadPreference), $"must be one of {string.Join(", ", Enum.GetNames<ReadPreference>())}.");
        if (WaitForReplicas is < 0 or > 16) yield return (nameof(WaitForReplicas), "must be 0 to 16.");
        if (Outside(ReplicaTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1))) yield return (nameof(ReplicaTimeout), "must be a millisecond to a minute.");
        else if (WaitForReplicas > 0 && ReplicaTimeout >= OperationTimeout) yield return (nameof(ReplicaTimeout), $"must be shorter than {nameof(OperationTimeout)}, which ends the waiting for replicas.");
        if (TimeProvider is null) yield return (nameof(TimeProvider), "is null; TimeProvider.System is the default.");
    }

    internal static bool Outside(TimeSpan value, TimeSpan least, TimeSpan most) => value < least || value > most;

    // A brace would make a hash tag of its own and scatter a room over the cluster.
    private static bool IsRefused(char character) => character is '{' or '}' || char.IsControl(character) || char.IsWhiteSpace(character) || char.IsSurrogate(character);
}
