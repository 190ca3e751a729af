using System.Diagnostics;
using Conversations.Redis.Tests.Retries;
using StackExchange.Redis;

namespace Conversations.Redis.Tests.Hints;

/// <summary>Makes calls and cancels some of them: at a random moment, or right after one of their commands was sent.</summary>
internal sealed class CancellingCalls
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(2);

    private readonly AsyncLocal<Countdown?> current = new();

    internal CancellingCalls(IConnectionMultiplexer connection) => Connection = Intercepted<IConnectionMultiplexer>.Create(
        connection,
        (method, _, call) => method.Name == nameof(IConnectionMultiplexer.GetDatabase) ? Intercepted<IDatabase>.Create((IDatabase)call()!, (_, _, command) => Send(command)) : call());

    /// <summary>The connection whose commands are counted.</summary>
    internal IConnectionMultiplexer Connection { get; }

    /// <summary>Makes a call, and cancels it.</summary>
    /// <returns>Whether it ended as canceled.</returns>
    internal async Task<bool> CancelAsync(Func<CancellationToken, Task> call, Random random)
    {
        using var cancelling = new CancellationTokenSource();
        try
        {
            if (random.Next(2) == 0)
            {
                current.Value = new() { Commands = random.Next(1, 6), Cancelling = cancelling };
                await call(cancelling.Token);
                return false;
            }

            var wait = Longest * random.NextDouble();
            var began = Stopwatch.GetTimestamp();
            var task = call(cancelling.Token);
            var spin = default(SpinWait);
            while (Stopwatch.GetElapsedTime(began) < wait) spin.SpinOnce(sleep1Threshold: -1);
            await cancelling.CancelAsync();
            await task;
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        finally
        {
            current.Value = null;
        }
    }

    private object? Send(Func<object?> command)
    {
        var reply = command();
        current.Value?.Passed();
        return reply;
    }

    private sealed class Countdown
    {
        private int commands;

        internal required int Commands { init => commands = value; }

        internal required CancellationTokenSource Cancelling { get; init; }

        internal void Passed()
        {
            // What goes on without the caller counts down no more.
            if (Interlocked.Decrement(ref commands) == 0) Cancelling.Cancel();
        }
    }
}
