using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>The one place that sends commands and scripts, and turns what the client reports into the errors of the contract.</summary>
/// <remarks>
/// <para>A script goes by its text first, which makes the client load it, then by its hash. Where a server lacks it (after a restart, a failover or a flush, or on another node) that server says so without running anything, and the script goes by its text again.</para>
/// <para>By text alone would do, but the client hashes the whole text on every call to look up what the server calls it: a third of the processor time of adding an event.</para>
/// <para>Never inside a batch or transaction, where a script that the server forgot would never complete.</para>
/// </remarks>
internal sealed class RedisGateway(IDatabase database, LayoutGuard layout)
{
    private readonly ConcurrentDictionary<Script, bool> loaded = new();
    private volatile bool isClosed;

    /// <summary>Refuses what comes from now on.</summary>
    internal void Close() => isClosed = true;

    /// <summary>Runs a script that changes data.</summary>
    internal Task<RedisResult> WriteAsync(Script script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken) =>
        RunAsync(script, keys, arguments, beside: null, isWrite: true, cancellationToken);

    /// <summary>Runs a script that changes data, and waits for what was sent with <see cref="PutFieldAsync"/> just before as well, if anything was.</summary>
    internal Task<RedisResult> WriteAsync(Script script, RedisKey[] keys, RedisValue[] arguments, Task? beside, CancellationToken cancellationToken) =>
        RunAsync(script, keys, arguments, beside, isWrite: true, cancellationToken);

    /// <summary>Runs a script that only reads.</summary>
    internal Task<RedisResult> ReadAsync(Script script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken) =>
        RunAsync(script, keys, arguments, beside: null, isWrite: false, cancellationToken);

    /// <summary>Sends a field of a hash, to travel beside a script in the same flush. Whoever runs the script waits for it and reports its faults.</summary>
    internal Task<bool> PutFieldAsync(RedisKey hash, RedisValue field, RedisValue value, When when)
    {
        ObjectDisposedException.ThrowIf(isClosed, typeof(RedisConversationStore));
        try
        {
            return layout.IsKnown ? database.HashSetAsync(hash, field, value, when) : FirstAsync();
        }
        catch (Exception refused) when (FaultTranslator.Translate(refused, isWrite: true) is not null)
        {
            // What the client refuses to send it throws at once; whoever waits learns of it.
            return Task.FromException<bool>(refused);
        }

        async Task<bool> FirstAsync()
        {
            await layout.EnsureAsync(database).ConfigureAwait(false);
            return await database.HashSetAsync(hash, field, value, when).ConfigureAwait(false);
        }
    }

    /// <summary>Sends commands that change data.</summary>
    internal Task<T> WriteAsync<T>(Func<IDatabase, Task<T>> commands, CancellationToken cancellationToken) =>
        SendAsync(commands, isWrite: true, cancellationToken);

    /// <summary>Sends commands that only read.</summary>
    internal Task<T> ReadAsync<T>(Func<IDatabase, Task<T>> commands, CancellationToken cancellationToken) =>
        SendAsync(commands, isWrite: false, cancellationToken);

    /// <summary>Sends a command whose outcome nobody waits for.</summary>
    internal void Forget(Action<IDatabase> command)
    {
        try
        {
            command(database);
        }
        catch (Exception fault) when (FaultTranslator.Translate(fault, isWrite: true) is not null)
        {
            // What is sent this way is tidying up, which others do as well.
        }
    }

    /// <summary>The fields of a hash, a bounded number a round trip.</summary>
    internal IAsyncEnumerable<HashEntry> ScanAsync(RedisKey hash, CancellationToken cancellationToken) =>
        EnumerateAsync(database.HashScanAsync(hash), cancellationToken);

    /// <summary>The members of a sorted set, a bounded number a round trip.</summary>
    internal IAsyncEnumerable<SortedSetEntry> ScanSortedSetAsync(RedisKey sortedSet, CancellationToken cancellationToken) =>
        EnumerateAsync(database.SortedSetScanAsync(sortedSet), cancellationToken);

    /// <summary>Enumerates what the client reads page by page.</summary>
    internal async IAsyncEnumerable<T> EnumerateAsync<T>(IAsyncEnumerable<T> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = pages.GetAsyncEnumerator(cancellationToken);
        await using (entries.ConfigureAwait(false))
        {
            while (await SendAsync(_ => entries.MoveNextAsync().AsTask(), isWrite: false, cancellationToken).ConfigureAwait(false)) yield return entries.Current;
        }
    }

    private async Task<RedisResult> RunAsync(Script script, RedisKey[] keys, RedisValue[] arguments, Task? beside, bool isWrite, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isClosed, typeof(RedisConversationStore));
        RedisResult? reply = null;
        try
        {
            if (!layout.IsKnown) await layout.EnsureAsync(database).ConfigureAwait(false);
            if (loaded.ContainsKey(script))
            {
                try
                {
                    reply = await Cancellable(database.ScriptEvaluateAsync(script.Hash, keys, arguments), cancellationToken).ConfigureAwait(false);
                }
                catch (RedisServerException fault) when (fault.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
                {
                    // Nothing was run: by its text, then.
                }
            }

            if (reply is null)
            {
                reply = await Cancellable(database.ScriptEvaluateAsync(script.Text, keys, arguments), cancellationToken).ConfigureAwait(false);
                loaded.TryAdd(script, true);
            }

            // Sent first, so nearly always there by now.
            if (beside is not null && !beside.IsCompletedSuccessfully) await beside.WaitAsync(cancellationToken).ConfigureAwait(false);
            return reply;
        }
        catch (RedisServerException error) when (ScriptDamage.Translate(error, keys) is { } damage)
        {
            throw damage;
        }
        catch (Exception fault) when (FaultTranslator.Translate(fault, isWrite) is { } translated)
        {
            throw reply is null ? translated : FaultTranslator.OnlyBesideFailed(translated);
        }
        finally
        {
            // When the script failed nobody waits for it any more, and its own fault is no news.
            if (beside is { IsCompletedSuccessfully: false }) _ = beside.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private async Task<T> SendAsync<T>(Func<IDatabase, Task<T>> commands, bool isWrite, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isClosed, typeof(RedisConversationStore));
        try
        {
            if (!layout.IsKnown) await layout.EnsureAsync(database).ConfigureAwait(false);
            return await Cancellable(commands(database), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (FaultTranslator.Translate(fault, isWrite) is { } translated)
        {
            throw translated;
        }
    }

    private static Task<T> Cancellable<T>(Task<T> task, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? task.WaitAsync(cancellationToken) : task;
}
