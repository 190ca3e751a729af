using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Conversations.Redis;

/// <summary>How a <see cref="RedisConversationStore"/> keeps its data. The same values on every replica that shares a store.</summary>
public sealed record RedisConversationStoreOptions
{
    /// <summary>What every key begins with, followed by a colon: 1 to 128 characters, no braces, no white space, no control characters. Default: <c>conv</c>. Stores with different prefixes share nothing, as long as no prefix is another's followed by a colon (<c>conv</c> and <c>conv:identity</c>).</summary>
    public string KeyPrefix { get; init; } = "conv";

    /// <summary>How long idempotency keys live unless a write says otherwise; a millisecond to 366 days. Default: 24 hours, longer than providers repeat their webhooks.</summary>
    public TimeSpan IdempotencyTimeToLive { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The largest event, in bytes of the stored format; 1 KiB to 64 MiB. Default: 1 MiB.</summary>
    public int MaxEventBytes { get; init; } = EventLimits.DefaultMaxEventBytes;

    /// <summary>Whether each event's room can be found by the event's id alone. Costs 52 to 122 bytes an event. Bots that always know the room switch it off; getting an event by id alone then finds only events written while it was on. Default: true.</summary>
    public bool EventLocators { get; init; } = true;

    /// <summary>Whether events that callers of this process add to one room at the same time are committed together, once two commits of the room are under way. Each caller keeps its own outcome, deadline and cancellation; one or two callers at a time wait for nobody. Default: true.</summary>
    public bool GroupCommit { get; init; } = true;

    /// <summary>The deadline of a call: the longest a caller waits, all attempts and pauses included; 10 milliseconds to a minute. Default: 10 seconds. What works through many records in steps (deleting a room or a thread, enumerating a timeline) has it for each step. How long one attempt waits for its reply is the connection's <c>asyncTimeout</c>: 3 seconds unless the connection string of <c>ConnectAsync</c> says otherwise; the client looks for overdue replies once a second.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How a call is repeated that met a passing fault: a lost connection, an attempt that got no reply, a failover, a server that is loading. A repeat has no second effect.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>Where reads go that only answer the caller. Default: <see cref="ReadPreference.Primary"/>. An application that wants both opens two stores on one connection.</summary>
    public ReadPreference ReadPreference { get; init; } = ReadPreference.Primary;

    /// <summary>How many replicas must have a write before it is acknowledged; 0 to 16. Default: 0, which waits for none: a primary that fails may take with it what it acknowledged and had not replicated yet, usually less than a second's writes. With one or more, a write costs a second command (WAIT) on every primary, during which the connection carries nothing else; a write that too few replicas have within <see cref="ReplicaTimeout"/> fails with <see cref="UnavailableReason.Replication"/>. Lowers the risk and does not end it: a failover may still promote a replica that lacks the write.</summary>
    public int WaitForReplicas { get; init; }

    /// <summary>How long replicas have for a write when <see cref="WaitForReplicas"/> is set; a millisecond to a minute. Shorter than the connection's <c>asyncTimeout</c>, which ends the waiting otherwise. Default: one second.</summary>
    public TimeSpan ReplicaTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where updated_at comes from. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>What makes the meter of <see cref="ConversationStoreTelemetry.MeterName"/>, such as the factory of the application's services. Default: null, for a meter that all stores of the process share.</summary>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>Whether spans name the room they are about (<see cref="ConversationStoreTelemetry.Attributes.RoomId"/>). Off by default: where room ids are made of phone numbers or addresses they are personal data, and traces go to places that the store's data does not. Metrics never name rooms.</summary>
    public bool TraceRoomIds { get; init; }

    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(KeyPrefix);
        if (KeyPrefix.Length > 128) throw new ArgumentException("The key prefix is longer than 128 characters.", nameof(KeyPrefix));
        foreach (var character in KeyPrefix)
        {
            // A brace would make a hash tag of its own and scatter a room over the cluster.
            if (character is '{' or '}' || char.IsControl(character) || char.IsWhiteSpace(character) || char.IsSurrogate(character))
            {
                throw new ArgumentException("The key prefix contains a brace, white space, a control character or a surrogate.", nameof(KeyPrefix));
            }
        }

        Check.TimeToLive(IdempotencyTimeToLive);
        if (MaxEventBytes is < 1024 or > 64 * 1024 * 1024) throw new ArgumentOutOfRangeException(nameof(MaxEventBytes), MaxEventBytes, "The largest event must be 1 KiB to 64 MiB.");
        ThrowIfOutside(OperationTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        ArgumentNullException.ThrowIfNull(Retry);
        Retry.Validate();
        if (!Enum.IsDefined(ReadPreference)) throw new ArgumentOutOfRangeException(nameof(ReadPreference), ReadPreference, "There is no such read preference.");
        if (WaitForReplicas is < 0 or > 16) throw new ArgumentOutOfRangeException(nameof(WaitForReplicas), WaitForReplicas, "Writes can wait for 0 to 16 replicas.");
        ThrowIfOutside(ReplicaTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }

    internal static void ThrowIfOutside(TimeSpan value, TimeSpan least, TimeSpan most, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < least || value > most) throw new ArgumentOutOfRangeException(name, value, $"{name} must be {least} to {most}.");
    }
}
