using System.Runtime.CompilerServices;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>The one place that sends commands and scripts, and turns what the client reports into the errors of the contract.</summary>
/// <remarks>Scripts go by their text: the client loads them where they are missing, after a restart or on a new node, by itself. Never inside a batch or transaction, where a script that the server forgot would never complete.</remarks>
internal sealed class RedisGateway(IDatabase database)
{
    /// <summary>Runs a script that changes data.</summary>
    internal Task<RedisResult> WriteAsync(Script script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken) =>
        GuardAsync(Evaluate(script, keys, arguments), isWrite: true, cancellationToken);

    /// <summary>Runs a script that only reads.</summary>
    internal Task<RedisResult> ReadAsync(Script script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken) =>
        GuardAsync(Evaluate(script, keys, arguments), isWrite: false, cancellationToken);

    /// <summary>Sends commands that change data.</summary>
    internal Task<T> WriteAsync<T>(Func<IDatabase, Task<T>> commands, CancellationToken cancellationToken) =>
        GuardAsync(Send(commands), isWrite: true, cancellationToken);

    /// <summary>Sends commands that only read.</summary>
    internal Task<T> ReadAsync<T>(Func<IDatabase, Task<T>> commands, CancellationToken cancellationToken) =>
        GuardAsync(Send(commands), isWrite: false, cancellationToken);

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
    internal async IAsyncEnumerable<HashEntry> ScanAsync(RedisKey hash, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = database.HashScanAsync(hash).GetAsyncEnumerator(cancellationToken);
        await using (entries.ConfigureAwait(false))
        {
            while (await GuardAsync(entries.MoveNextAsync().AsTask(), isWrite: false, cancellationToken).ConfigureAwait(false)) yield return entries.Current;
        }
    }

    // What the client refuses to send it throws at once; callers get everything through the task.
    private Task<RedisResult> Evaluate(Script script, RedisKey[] keys, RedisValue[] arguments)
    {
        try
        {
            return database.ScriptEvaluateAsync(script.Text, keys, arguments);
        }
        catch (Exception refused) when (FaultTranslator.Translate(refused, isWrite: false) is not null)
        {
            return Task.FromException<RedisResult>(refused);
        }
    }

    private Task<T> Send<T>(Func<IDatabase, Task<T>> commands)
    {
        try
        {
            return commands(database);
        }
        catch (Exception refused) when (FaultTranslator.Translate(refused, isWrite: false) is not null)
        {
            return Task.FromException<T>(refused);
        }
    }

    private static async Task<T> GuardAsync<T>(Task<T> command, bool isWrite, CancellationToken cancellationToken)
    {
        try
        {
            return await (cancellationToken.CanBeCanceled ? command.WaitAsync(cancellationToken) : command).ConfigureAwait(false);
        }
        catch (Exception fault) when (FaultTranslator.Translate(fault, isWrite) is { } translated)
        {
            throw translated;
        }
    }
}
