using System.Globalization;
using System.Security.Authentication;
using StackExchange.Redis;
using StackExchange.Redis.Availability;

namespace Conversations.Redis.Connection;

/// <summary>Turns faults of the client and error replies of the server into <see cref="StoreUnavailableException"/>s that say what happened and what to do.</summary>
internal static class FaultTranslator
{
    private const string Rightless = "The user lacks rights that the store needs; docs/security.md lists them.";

    private const string NothingChanged = " Nothing was changed; try again.";

    private const string NothingSent = " Nothing was changed; make the call again on an open store.";

    private const string ReadOnlyAdvice = "The server is a read-only replica. Connect to the primary, or try again after the failover.";

    // What a server says before it has run anything, so that the outcome is known: nothing happened.
    private static readonly (string Code, UnavailableReason Reason, bool IsRetrySafe, string Advice)[] Refusals =
    [
        ("OOM", UnavailableReason.OutOfMemory, true, "The server is at its memory limit and evicts nothing. Raise maxmemory, or delete rooms, then try again."),
        ("READONLY", UnavailableReason.ReadOnly, true, ReadOnlyAdvice),
        ("LOADING", UnavailableReason.Loading, true, "The server is loading its data after a start. Try again shortly."),
        ("MASTERDOWN", UnavailableReason.Failover, true, "The replica has lost its primary. Try again after the failover."),
        ("CLUSTERDOWN", UnavailableReason.Failover, true, "The cluster does not cover all slots. Try again after the failover."),
        ("TRYAGAIN", UnavailableReason.Failover, true, "The cluster is moving a slot. Try again."),
        ("NOREPLICAS", UnavailableReason.Failover, true, "The server has fewer replicas than it demands for writes. Try again when they are back."),
        ("MISCONF", UnavailableReason.Server, true, "The server refuses writes because it cannot save its data. Look at its disk and log."),
        ("BUSY", UnavailableReason.Server, true, "The server is busy with a script of somebody else's. Try again."),
        ("NOAUTH", UnavailableReason.Access, false, "The server wants a password. Put one into the connection string."),
        ("WRONGPASS", UnavailableReason.Access, false, "The server does not accept the user name or password."),
        ("NOPERM", UnavailableReason.Access, false, Rightless),
    ];

    // What servers say of a script that meets a missing right: Redis 7.0, and 7.2 and later; Redis 8 and Valkey 8 begin it with ERR.
    private static readonly string[] ScriptRefusals = ["The user executing the script", "ACL failure in script"];

    // What a script meets in the middle when the cluster changes under it; its own keys were checked before it began.
    private static readonly string[] ScriptFailovers = ["Script attempted to execute a ", "Script attempted to access a non local key"];

    /// <summary>The error of the contract for a fault; null for what is none of the server's, such as a cancellation.</summary>
    internal static Exception? Translate(Exception fault, bool isWrite) => fault switch
    {
        ConversationStoreException => null,
        RedisTimeoutException => Unanswered(UnavailableReason.Timeout, "The server did not answer in time.", isWrite && !WasNotSent(fault), fault),
        RedisConnectionException connection => FromConnection(connection, isWrite),

        // The client throws it of commands that it did not send; those that wait for their replies meet the connection's own fault.
        ObjectDisposedException => new StoreUnavailableException(UnavailableReason.Connection, "The connection was closed before the call was sent." + NothingSent, isRetrySafe: true, mayHaveTakenEffect: false, fault),
        RedisServerException server => FromServer(server, isWrite),
        RedisCommandException command => new StoreUnavailableException(UnavailableReason.Server, "The Redis client does not send the command: " + command.Message, isRetrySafe: false, mayHaveTakenEffect: false, command),
        RedisException => new StoreUnavailableException(UnavailableReason.Server, Describe("The Redis client reports an error: " + fault.Message, isWrite), isRetrySafe: true, mayHaveTakenEffect: isWrite, fault),
        _ => null,
    };

    /// <summary>Whether an error of a script says that the user lacks a right.</summary>
    internal static bool IsMissingRightOfScript(string message) =>
        ScriptRefusals.Any(wording => message.Contains(wording, StringComparison.Ordinal));

    /// <summary>Keys of another program stand where the store keeps its own.</summary>
    /// <param name="keys">The keys of another type; all keys of the call when which of them is not known.</param>
    /// <param name="isCertain">Whether each of them is of another type.</param>
    /// <param name="fault">The server's error.</param>
    internal static StoreUnavailableException WrongType(IReadOnlyList<RedisKey> keys, bool isCertain, RedisServerException fault)
    {
        var names = string.Join(", ", keys.Select(key => $"'{key}'"));
        var what = isCertain
            ? $"{(keys.Count == 1 ? "The key" : "The keys")} {names} {(keys.Count == 1 ? "holds" : "hold")} data of another type than the store keeps there."
            : $"One of the keys {names} holds data of another type than the store keeps there.";
        return new(UnavailableReason.Server, $"{what} Another program uses the same key prefix; remove its data or change KeyPrefix. The server answered: {fault.Message}", isRetrySafe: false, mayHaveTakenEffect: false, fault);
    }

    /// <summary>The deadline of a call passed while it waited for a reply.</summary>
    internal static StoreUnavailableException DeadlinePassed(TimeSpan operationTimeout, bool isConnected, bool isWrite) =>
        isConnected
            ? Unanswered(UnavailableReason.Timeout, $"No answer within the deadline of {Seconds(operationTimeout)}.", isWrite, inner: null)
            : Unanswered(UnavailableReason.Connection, $"No connection to the server within the deadline of {Seconds(operationTimeout)}.", isWrite, inner: null);

    /// <summary>The deadline of a call passed before it was sent.</summary>
    internal static StoreUnavailableException NotSent(StoreUnavailableException passed) =>
        Unanswered(passed.Reason, "The deadline passed while earlier writes to the room had no answer.", mayHaveTakenEffect: false, passed);

    /// <summary>The store was closed before a call, or a step of it, was sent.</summary>
    internal static StoreUnavailableException StoreClosed() =>
        new(UnavailableReason.Connection, "The store was closed before the call was sent." + NothingSent, isRetrySafe: true, mayHaveTakenEffect: false);

    /// <summary>A call was given up after several attempts.</summary>
    /// <param name="last">What the last one met.</param>
    /// <param name="attempts">How many there were.</param>
    /// <param name="elapsed">How long they took.</param>
    /// <param name="mayHaveTakenEffect">Whether any of them may have changed data.</param>
    internal static StoreUnavailableException AfterAttempts(StoreUnavailableException last, int attempts, TimeSpan elapsed, bool mayHaveTakenEffect)
    {
        var message = mayHaveTakenEffect ? WithEarlier(last) : last.Message;
        return new(last.Reason, $"{message} Given up after {attempts} attempts in {Seconds(elapsed)}.", last.IsRetrySafe, mayHaveTakenEffect, last.InnerException);
    }

    /// <summary>A call failed whose event was in an earlier one, for several callers, that may have changed data.</summary>
    internal static StoreUnavailableException AfterGroup(StoreUnavailableException last) =>
        last.MayHaveTakenEffect ? last : new(last.Reason, WithEarlier(last), last.IsRetrySafe, mayHaveTakenEffect: true, last.InnerException);

    /// <summary>A write is on the primary, and too few replicas have it.</summary>
    internal static StoreUnavailableException TooFewReplicas(int reached, int wanted, TimeSpan timeout) =>
        new(UnavailableReason.Replication, $"The write happened, but only {reached} of {wanted} replicas had it within {Seconds(timeout)}; a failover could lose it. Making it again is safe. Are the replicas connected?", isRetrySafe: true, mayHaveTakenEffect: true);

    /// <summary>A write was answered, and its replicas were not heard of, or its server may have been replaced before they were asked.</summary>
    internal static StoreUnavailableException ReplicasUnknown(Exception? inner) =>
        new(UnavailableReason.Replication, "The write happened, but the connection failed before the replicas answered, so nobody knows whether they have it. Making it again is safe.", isRetrySafe: true, mayHaveTakenEffect: true, inner);

    /// <summary>What a fault means of what travels beside a write that has happened, or follows it.</summary>
    internal static Exception OnlyRestFailed(Exception translated) =>
        translated is StoreUnavailableException fault
            ? new StoreUnavailableException(
                fault.Reason,
                "The write happened, but not all that belongs to it, such as making it known by its id alone, or hearing of its replicas; making it again is safe. " + WithoutAdvice(fault.Message),
                fault.IsRetrySafe,
                mayHaveTakenEffect: true,
                fault)
            : translated;

    /// <summary>What a failed connect means.</summary>
    internal static StoreUnavailableException FromConnect(RedisConnectionException fault, string endPoints, bool isTls)
    {
        if (fault.FailureType == ConnectionFailureType.AuthenticationFailure) return NotLetIn($"The server at {endPoints}", fault);
        var advice = isTls
            ? "Is the server running, reachable from here, and does this port speak TLS? Does the server want a certificate of its client?"
            : "Is the server running, and reachable from here? Does this port want TLS?";
        return new(UnavailableReason.Connection, $"No connection to Redis at {endPoints}. {advice}", isRetrySafe: true, mayHaveTakenEffect: false, fault);
    }

    /// <summary>Whether a connect failed because the server's certificate is not trusted, and not because of the login.</summary>
    internal static bool IsDistrust(StoreUnavailableException rejection) => rejection.InnerException?.InnerException is AuthenticationException;

    /// <summary>A connect took longer than a call may.</summary>
    internal static StoreUnavailableException ConnectDeadlinePassed(TimeSpan timeout, string endPoints) =>
        new(UnavailableReason.Timeout, $"No connection to Redis at {endPoints} within the deadline of {Seconds(timeout)}. Is it reachable from here?", isRetrySafe: true, mayHaveTakenEffect: false);

    /// <summary>The server keeps the connection in database 0.</summary>
    internal static StoreUnavailableException DatabaseNotSelected(int database, RedisServerException refusal) =>
        new(UnavailableReason.Access, $"The server does not let the user select database {database}; everything would go to database 0. Grant +select (docs/security.md), give the server more databases, or leave out defaultDatabase.", isRetrySafe: false, mayHaveTakenEffect: false, refusal);

    // The client calls a failed TLS handshake by the same name as a wrong password.
    private static StoreUnavailableException NotLetIn(string server, RedisConnectionException fault) =>
        new(
            UnavailableReason.Access,
            fault.InnerException is AuthenticationException handshake
                ? $"{server} could not be trusted over TLS: {handshake.Message} Is its certificate for the host that was asked for, and from an authority that is trusted here?"
                : $"{server} does not accept the user name or password.",
            isRetrySafe: false,
            mayHaveTakenEffect: false,
            fault);

    private static string WithEarlier(StoreUnavailableException last) =>
        last.MayHaveTakenEffect ? last.Message : WithoutAdvice(last.Message) + " An earlier attempt of the write may have happened; making it again is safe.";

    private static string WithoutAdvice(string message) =>
        message.Replace(NothingChanged, "", StringComparison.Ordinal).Replace(NothingSent, "", StringComparison.Ordinal);

    private static StoreUnavailableException FromConnection(RedisConnectionException fault, bool isWrite)
    {
        if (fault.FailureType == ConnectionFailureType.AuthenticationFailure) return NotLetIn("The server", fault);

        if (fault.FailureType == ConnectionFailureType.ConnectionDisposed) return Unanswered(UnavailableReason.Connection, "The connection was closed while the call waited for its reply.", isWrite && !WasNotSent(fault), fault);

        // The client knows the role of each server, and sends no write to a replica.
        if (fault.Message.Contains("not eligible for replica", StringComparison.Ordinal)) return ReadOnly(fault);

        return Unanswered(UnavailableReason.Connection, "The connection to the server is down or broke.", isWrite && !WasNotSent(fault), fault);
    }

    // A command that was never sent had no effect; of one that was, nobody knows.
    private static bool WasNotSent(Exception fault) => new FaultContext(fault).NotApplied;

    private static StoreUnavailableException Unanswered(UnavailableReason reason, string what, bool mayHaveTakenEffect, Exception? inner) =>
        new(reason, Describe(what, mayHaveTakenEffect), isRetrySafe: true, mayHaveTakenEffect, inner);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    private static StoreUnavailableException ReadOnly(Exception fault) =>
        new(UnavailableReason.ReadOnly, ReadOnlyAdvice, isRetrySafe: true, mayHaveTakenEffect: false, fault);

    private static StoreUnavailableException FromServer(RedisServerException fault, bool isWrite)
    {
        if (fault.Kind is RedisErrorKind.Moved or RedisErrorKind.Ask or RedisErrorKind.UnknownRedirectTarget)
        {
            return new(UnavailableReason.Failover, "The cluster moved the slot to a node that is not reachable yet. Try again.", isRetrySafe: true, mayHaveTakenEffect: false, fault);
        }

        if (IsMissingRightOfScript(fault.Message)) return new(UnavailableReason.Access, Rightless, isRetrySafe: false, mayHaveTakenEffect: false, fault);
        if (ScriptFailovers.Any(wording => fault.Message.Contains(wording, StringComparison.Ordinal)))
        {
            return Unanswered(UnavailableReason.Failover, "The cluster moved or lost a slot while a script ran.", isWrite, fault);
        }

        foreach (var (code, reason, isRetrySafe, advice) in Refusals)
        {
            // Older servers wrap the code of a command inside a script: "ERR Error running script …: -OOM …".
            if (fault.Message.StartsWith(code, StringComparison.Ordinal) || fault.Message.Contains("-" + code + " ", StringComparison.Ordinal))
            {
                return new(reason, advice, isRetrySafe, mayHaveTakenEffect: false, fault);
            }
        }

        return new(UnavailableReason.Server, "The server answered with an error: " + fault.Message, isRetrySafe: false, mayHaveTakenEffect: false, fault);
    }

    private static string Describe(string what, bool mayHaveTakenEffect) =>
        mayHaveTakenEffect ? what + " The write may have happened; making it again is safe." : what + NothingChanged;
}
