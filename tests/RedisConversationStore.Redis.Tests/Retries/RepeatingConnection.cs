using System.Reflection;
using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace Conversations.Redis.Tests.Retries;

/// <summary>A connection that loses the first reply to every script, after the server has run it, so that the store sends the script again by itself. Other commands it sends twice.</summary>
internal sealed class RepeatingConnection
{
    private static readonly MethodInfo SendTwice = typeof(RepeatingConnection).GetMethod(nameof(SendTwiceAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    // A store sends the very same array of keys with each attempt of a call.
    private readonly ConditionalWeakTable<object, object> attempted = [];
    private string? awaited;
    private Func<Task>? meanwhile;
    private int repeats;

    internal RepeatingConnection(IConnectionMultiplexer inner) =>
        Connection = Intercepted<IConnectionMultiplexer>.Create(
            inner,
            (method, _, call) => method.Name == nameof(IConnectionMultiplexer.GetDatabase) ? Intercepted<IDatabase>.Create((IDatabase)call()!, Intercept) : call());

    internal IConnectionMultiplexer Connection { get; }

    /// <summary>How often something had to be sent again.</summary>
    internal int Repeats => repeats;

    /// <summary>Whether what was to happen between two attempts has not.</summary>
    internal bool IsAwaiting => meanwhile is not null;

    /// <summary>Has something happen between the two attempts of the next call of a script.</summary>
    internal void Between(string script, Func<Task> happening) =>
        (awaited, meanwhile) = (script, happening);

    private object? Intercept(MethodInfo method, object?[] arguments, Func<object?> call)
    {
        if (method.Name == nameof(IDatabase.ScriptEvaluateAsync)) return RunAsync((Task<RedisResult>)call()!, RepeatedCalls.ScriptOf(arguments[0]!).Name, arguments[1]!);
        var isTask = method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Task<>);

        // What travels beside a script comes again with it.
        var isBeside = method.Name == nameof(IDatabase.HashSetAsync) && arguments.Contains(When.NotExists);
        if (!isTask || isBeside || arguments.Contains(CommandFlags.FireAndForget)) return call();
        return SendTwice.MakeGenericMethod(method.ReturnType.GetGenericArguments()).Invoke(this, [call]);
    }

    private async Task<T> SendTwiceAsync<T>(Func<object?> call)
    {
        await (Task<T>)call()!;
        Interlocked.Increment(ref repeats);
        return await (Task<T>)call()!;
    }

    private async Task<RedisResult> RunAsync(Task<RedisResult> attempt, string script, object keys)
    {
        var reply = await attempt;
        if (!attempted.TryAdd(keys, keys)) return reply;
        if (meanwhile is { } happening && script == awaited)
        {
            meanwhile = null;
            await happening();
        }

        Interlocked.Increment(ref repeats);
        throw new RedisConnectionException(ConnectionFailureType.SocketClosed, CommandFlags.None, "The reply was lost.", innerException: null, CommandStatus.Sent);
    }
}
