using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Conversations.Redis.Logging;
using Conversations.Redis.Scripts;
using Conversations.Redis.Telemetry;
using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>The one place that sends commands and scripts, repeats them as <see cref="Resilience"/> says, and turns what the client reports into the errors of the contract.</summary>
/// <remarks>
/// <para>A script goes by its text first, which makes the client load it, then by its hash. Where a server lacks it (after a restart, a failover or a flush, or on another node) that server says so without running anything, and the script goes by its text again.</para>
/// <para>By text alone would do, but the client hashes the whole text on every call to look up what the server calls it: a third of the processor time of adding an event.</para>
/// <para>Never inside a batch or transaction, where a script that the server forgot would never complete.</para>
/// </remarks>
internal sealed class RedisGateway
{
    private readonly StoreConnection connection;
    private readonly LayoutGuard layout;
    private readonly Resilience resilience;
    private readonly ReplicaBarrier? barrier;
    // The client's default would ask a replica while it has no primary.
    private const CommandFlags Primary = CommandFlags.DemandMaster;

    private readonly CommandFlags preferred;
    private readonly ConcurrentDictionary<Script, bool> loaded = new();
    private volatile IDatabase? opened;
    private bool isMismatchTold;

    internal RedisGateway(StoreConnection connection, LayoutGuard layout, RedisConversationStoreOptions options)
    {
        this.connection = connection;
        this.layout = layout;
        Telemetry = new StoreTelemetry(connection, options);
        resilience = new Resilience(connection, options, Telemetry);
        if (options.WaitForReplicas > 0) barrier = new ReplicaBarrier(connection, options.WaitForReplicas, options.ReplicaTimeout);
        preferred = options.ReadPreference == ReadPreference.PreferReplica ? CommandFlags.PreferReplica : Primary;
    }

    /// <summary>Where what happens is reported to.</summary>
    internal StoreTelemetry Telemetry { get; }

    /// <summary>Where what an operator should know is logged.</summary>
    internal StoreLog Log => connection.Log;

    internal bool IsClosed => connection.IsClosed;

    /// <summary>What writes wait for replicas with; null if they wait for none.</summary>
    internal ReplicaBarrier? Barrier => barrier;

    /// <summary>Refuses what comes from now on. Operations that began before end as unavailable at their next step; operations that begin afterwards are refused by <see cref="StoreTelemetry"/>, through which all of them pass.</summary>
    internal void Close() => connection.Refuse();

    /// <summary>Runs a script that changes data.</summary>
    internal Task<RedisResult> WriteAsync(Script script, RedisKey[] keys, RedisValue[] arguments, Call call) =>
        RunAsync(new(script, keys, arguments, Beside: null, IsWrite: true, CommandFlags.None), call);

    /// <summary>Runs a script that changes data together with writes that travel beside it in the same flush; done when both are.</summary>
    internal Task<RedisResult> WriteAsync(Script script, RedisKey[] keys, RedisValue[] arguments, IWritesBeside? beside, Call call) =>
        RunAsync(new(script, keys, arguments, beside, IsWrite: true, CommandFlags.None), call);

    /// <summary>Runs a script that only reads, on the primary.</summary>
    internal Task<RedisResult> ReadAsync(Script script, RedisKey[] keys, RedisValue[] arguments, Call call) =>
        RunAsync(new(script, keys, arguments, Beside: null, IsWrite: false, Primary), call);

    /// <summary>Runs a script that only reads, where the caller prefers: for answers, never for what decides about a write.</summary>
    internal Task<RedisResult> ReadPreferredAsync(Script script, RedisKey[] keys, RedisValue[] arguments, Call call) =>
        RunAsync(new(script, keys, arguments, Beside: null, IsWrite: false, preferred), call);

    /// <summary>Sends commands that change data. Sent again, they must do no more than once.</summary>
    /// <param name="commands">Sends them.</param>
    /// <param name="call">The call.</param>
    /// <param name="keys">Their keys, for an error that is about one of them.</param>
    internal Task<T> WriteAsync<T>(Func<IDatabase, Task<T>> commands, Call call, CallKeys keys) =>
        RunAsync(Commands<T>.Writing(commands, keys), call);

    /// <summary>Sends commands that only read with the flags that send them to the primary, and nowhere else while there is none.</summary>
    /// <param name="commands">Sends them.</param>
    /// <param name="call">The call.</param>
    /// <param name="keys">Their keys, for an error that is about one of them.</param>
    internal Task<T> ReadAsync<T>(Func<IDatabase, CommandFlags, Task<T>> commands, Call call, CallKeys keys) =>
        RunAsync(Commands<T>.Reading(commands, Primary, keys), call);

    /// <summary>Sends commands that only read with the flags that send them where the caller prefers: for answers, never for what decides about a write.</summary>
    /// <param name="commands">Sends them.</param>
    /// <param name="call">The call.</param>
    /// <param name="keys">Their keys, for an error that is about one of them.</param>
    internal Task<T> ReadPreferredAsync<T>(Func<IDatabase, CommandFlags, Task<T>> commands, Call call, CallKeys keys) =>
        RunAsync(Commands<T>.Reading(commands, preferred, keys), call);

    /// <summary>Waits for what another call sends on behalf of this one.</summary>
    internal Task<T> WaitAsync<T>(Task<T> result, Call call, bool isWrite) => resilience.WaitAsync(result, call, isWrite);

    /// <summary>Waits for what follows a write that has happened: a fault in it does not say that nothing was changed.</summary>
    internal static async Task FinishAsync(Task rest)
    {
        try
        {
            await rest.ConfigureAwait(false);
        }
        catch (StoreUnavailableException fault) when (!fault.MayHaveTakenEffect)
        {
            throw FaultTranslator.OnlyRestFailed(fault);
        }
    }

    /// <summary>The fields of a hash, a bounded number a round trip.</summary>
    internal IAsyncEnumerable<HashEntry> ScanAsync(RedisKey hash, CancellationToken cancellationToken) =>
        EnumerateAsync(database => database.HashScanAsync(hash, flags: Primary), hash, cancellationToken);

    /// <summary>The members of a sorted set, a bounded number a round trip.</summary>
    internal IAsyncEnumerable<SortedSetEntry> ScanSortedSetAsync(RedisKey sortedSet, CancellationToken cancellationToken) =>
        EnumerateAsync(database => database.SortedSetScanAsync(sortedSet, flags: Primary), sortedSet, cancellationToken);

    /// <summary>Enumerates what the client reads page by page. A page that fails ends it: the client cannot read it again.</summary>
    internal async IAsyncEnumerable<T> EnumerateAsync<T>(Func<IDatabase, IAsyncEnumerable<T>> pages, CallKeys keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<T>? entries = null;
        var next = Commands<bool>.Reading((database, _) => (entries ??= pages(database).GetAsyncEnumerator(cancellationToken)).MoveNextAsync().AsTask(), Primary, keys);
        try
        {
            while (await RunAsync(next, cancellationToken, isRepeat: true).ConfigureAwait(false))
            {
                yield return entries!.Current;
            }
        }
        finally
        {
            if (entries is not null) await entries.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Apart from the first attempt, which would pay for the closure.
    private Task<RedisResult> RepeatAsync(StoreUnavailableException first, ScriptCall request, Call call) =>
        resilience.RetryAsync(first, () => RunAsync(request, call, isRepeat: true), call);

    private Task<T> RepeatAsync<T>(StoreUnavailableException first, Commands<T> commands, Call call) =>
        resilience.RetryAsync(first, () => RunAsync(commands, call, isRepeat: true), call);

    // The first attempt repeats itself: a method around it would cost every call its state.
    private async Task<RedisResult> RunAsync(ScriptCall request, Call call, bool isRepeat = false)
    {
        if (connection.IsClosed) throw FaultTranslator.StoreClosed();
        StoreUnavailableException first;
        RedisResult? reply = null;
        Task? beside = null;
        try
        {
            var database = opened ?? await OpenAsync(call).ConfigureAwait(false);
            if (!layout.IsKnown) await EnsureLayoutAsync(database, call).ConfigureAwait(false);
            var before = request.IsWrite ? barrier?.Begin() : null;
            beside = request.Beside?.SendAsync(database);
            if (loaded.ContainsKey(request.Script))
            {
                try
                {
                    reply = await resilience.WaitAsync(database.ScriptEvaluateAsync(request.Script.Hash, request.Keys, request.Arguments, request.Flags), call, request.IsWrite).ConfigureAwait(false);
                }
                catch (RedisServerException fault) when (fault.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
                {
                    // Nothing was run: by its text, then.
                }
            }

            if (reply is null)
            {
                reply = await resilience.WaitAsync(database.ScriptEvaluateAsync(request.Script.Text, request.Keys, request.Arguments, request.Flags), call, request.IsWrite).ConfigureAwait(false);
                loaded.TryAdd(request.Script, true);
            }

            // Sent first, so nearly always there by now.
            if (beside is { IsCompletedSuccessfully: false }) await resilience.WaitAsync(beside, call, isWrite: true).ConfigureAwait(false);
            if (before is not null) await resilience.WaitAsync(barrier!.EndAsync(before), call, isWrite: true).ConfigureAwait(false);
            return reply;
        }
        catch (RedisServerException error) when (ScriptDamage.Translate(error, request.Keys) is { } damage)
        {
            throw damage;
        }
        catch (RedisServerException error) when (WrongTypes.IsWrongType(error))
        {
            // What failed is the script, or what travelled beside it.
            var named = await NameAsync(error, reply is null ? request.Keys : request.Beside?.Keys ?? [], call).ConfigureAwait(false);
            throw reply is null ? named : FaultTranslator.OnlyRestFailed(named);
        }
        catch (Exception fault) when (FaultTranslator.Translate(fault, request.IsWrite) is { } translated)
        {
            var error = reply is null ? translated : FaultTranslator.OnlyRestFailed(translated);
            if (isRepeat || error is not StoreUnavailableException unavailable || !resilience.MayRetry(unavailable, call)) throw error;
            first = unavailable;
        }
        catch (StoreUnavailableException fault) when (!isRepeat && resilience.MayRetry(fault, call))
        {
            first = fault;
        }
        finally
        {
            // When the script failed nobody waits for it any more, and its own fault is no news.
            if (beside is { IsCompletedSuccessfully: false }) Resilience.Leave(beside);
        }

        return await RepeatAsync(first, request, call).ConfigureAwait(false);
    }

    private async Task<T> RunAsync<T>(Commands<T> commands, Call call, bool isRepeat = false)
    {
        if (connection.IsClosed) throw FaultTranslator.StoreClosed();
        StoreUnavailableException first;
        var isAnswered = false;
        try
        {
            var database = opened ?? await OpenAsync(call).ConfigureAwait(false);
            if (!layout.IsKnown) await EnsureLayoutAsync(database, call).ConfigureAwait(false);
            var before = commands.IsWrite ? barrier?.Begin() : null;
            var result = await resilience.WaitAsync(commands.SendTo(database), call, commands.IsWrite).ConfigureAwait(false);
            isAnswered = true;
            if (before is not null) await resilience.WaitAsync(barrier!.EndAsync(before), call, isWrite: true).ConfigureAwait(false);
            return result;
        }
        catch (RedisServerException error) when (!commands.Keys.IsNone && WrongTypes.IsWrongType(error))
        {
            throw await NameAsync(error, commands.Keys.List(), call).ConfigureAwait(false);
        }
        catch (Exception fault) when (FaultTranslator.Translate(fault, commands.IsWrite) is { } translated)
        {
            var error = isAnswered ? FaultTranslator.OnlyRestFailed(translated) : translated;
            if (isRepeat || error is not StoreUnavailableException unavailable || !resilience.MayRetry(unavailable, call)) throw error;
            first = unavailable;
        }
        catch (StoreUnavailableException fault) when (!isRepeat && resilience.MayRetry(fault, call))
        {
            first = fault;
        }

        return await RepeatAsync(first, commands, call).ConfigureAwait(false);
    }

    private Task<StoreUnavailableException> NameAsync(RedisServerException error, IReadOnlyList<RedisKey> keys, Call call) =>
        WrongTypes.NameAsync(error, keys, layout.Keys, opened!, call, resilience);

    private async Task<IDatabase> OpenAsync(Call call) =>
        opened = (await resilience.WaitAsync(connection.OpenAsync(), call, isWrite: false).ConfigureAwait(false)).GetDatabase();

    // Before anything of the call is sent: what fails here changed nothing of the caller's.
    private async Task EnsureLayoutAsync(IDatabase database, Call call)
    {
        try
        {
            await resilience.WaitAsync(layout.EnsureAsync(database), call, isWrite: false).ConfigureAwait(false);
        }
        catch (IncompatibleLayoutException other)
        {
            if (!Interlocked.Exchange(ref isMismatchTold, true)) Log.LayoutMismatch(other.Key, other.Found, other.Supported);
            throw;
        }
        catch (Exception fault) when (FaultTranslator.Translate(fault, isWrite: false) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>A script with what it is called with: the same on every attempt, so that the script recognises a repeat.</summary>
    private readonly record struct ScriptCall(Script Script, RedisKey[] Keys, RedisValue[] Arguments, IWritesBeside? Beside, bool IsWrite, CommandFlags Flags);

    /// <summary>Commands that either write, or read where their flags send them.</summary>
    private readonly record struct Commands<T>(Func<IDatabase, Task<T>>? Write, Func<IDatabase, CommandFlags, Task<T>>? Read, CommandFlags Flags, CallKeys Keys)
    {
        internal bool IsWrite => Write is not null;

        internal static Commands<T> Writing(Func<IDatabase, Task<T>> commands, CallKeys keys) => new(commands, Read: null, CommandFlags.None, keys);

        internal static Commands<T> Reading(Func<IDatabase, CommandFlags, Task<T>> commands, CommandFlags flags, CallKeys keys) => new(Write: null, commands, flags, keys);

        internal Task<T> SendTo(IDatabase database) => Write is not null ? Write(database) : Read!(database, Flags);
    }
}
