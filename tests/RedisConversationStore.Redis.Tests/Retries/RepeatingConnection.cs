using System.Reflection;
using StackExchange.Redis;

namespace Conversations.Redis.Tests.Retries;

/// <summary>A connection that sends every command and every script twice, with the same keys and arguments, and hands out the second reply only: as a store does that never gets the first.</summary>
internal sealed class RepeatingConnection
{
    private static readonly MethodInfo SendTwice = typeof(RepeatingConnection).GetMethod(nameof(SendTwiceAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private string? awaited;
    private Func<Task>? meanwhile;
    private int repeats;

    internal RepeatingConnection(IConnectionMultiplexer inner) =>
        Connection = Intercepted<IConnectionMultiplexer>.Create(
            inner,
            (method, _, call) => method.Name == nameof(IConnectionMultiplexer.GetDatabase) ? Intercepted<IDatabase>.Create((IDatabase)call()!, Intercept) : call());

    internal IConnectionMultiplexer Connection { get; }

    /// <summary>How often something was sent again.</summary>
    internal int Repeats => repeats;

    /// <summary>Whether what was to happen between two attempts has not.</summary>
    internal bool IsAwaiting => meanwhile is not null;

    /// <summary>Has something happen between the two attempts of the next call of a script.</summary>
    internal void Between(string script, Func<Task> happening) =>
        (awaited, meanwhile) = (script, happening);

    private object? Intercept(MethodInfo method, object?[] arguments, Func<object?> call)
    {
        var isTask = method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Task<>);
        if (!isTask || arguments.Contains(CommandFlags.FireAndForget)) return call();
        return SendTwice.MakeGenericMethod(method.ReturnType.GetGenericArguments()).Invoke(this, [call, method.Name == nameof(IDatabase.ScriptEvaluateAsync) ? RepeatedCalls.ScriptOf(arguments[0]!).Name : null]);
    }

    // A first attempt that fails, as with a script that the server lacks, is the store's to see.
    private async Task<T> SendTwiceAsync<T>(Func<object?> call, string? script)
    {
        await (Task<T>)call()!;
        if (meanwhile is { } happening && script == awaited)
        {
            meanwhile = null;
            await happening();
        }

        Interlocked.Increment(ref repeats);
        return await (Task<T>)call()!;
    }
}
