using System.Runtime.CompilerServices;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>The one place that sends commands and scripts, and turns what the client reports into the errors of the contract.</summary>
/// <remarks>Scripts go by their text: the client loads them where they are missing, after a restart or on a new node, by itself. Never inside a batch or transaction, where a script that the server forgot would never complete.</remarks>
internal sealed class RedisGateway(IDatabase database)
{
    private volatile bool isClosed;

    /// <summary>Refuses what comes from now on.</summary>
    internal void Close() => isClosed = true;

    /// <summary>Runs a script that changes data.</summary>
    internal Task<RedisResult> WriteAsync(Script script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken) =>
        RunAsync(script, keys, arguments, isWrite: true, cancellationToken);

    /// <summary>Runs a script that only reads.</summary>
    internal Task<RedisResult> ReadAsync(Script script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken) =>
        RunAsync(script, keys, arguments, isWrite: false, cancellationToken);

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

    private async Task<RedisResult> RunAsync(Script script, RedisKey[] keys, RedisValue[] arguments, bool isWrite, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isClosed, typeof(RedisConversationStore));
        try
        {
            return await Cancellable(database.ScriptEvaluateAsync(script.Text, keys, arguments), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (FaultTranslator.Translate(fault, isWrite) is { } translated)
        {
            throw translated;
        }
    }

    private async Task<T> SendAsync<T>(Func<IDatabase, Task<T>> commands, bool isWrite, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isClosed, typeof(RedisConversationStore));
        try
        {
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
