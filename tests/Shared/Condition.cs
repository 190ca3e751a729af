using System.Diagnostics;

namespace Conversations.Testing;

/// <summary>Waits for what comes true by itself.</summary>
public static class Condition
{
    // Not how long it may take: only so long that a busy machine is not taken for one where it never happens.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits until something holds.</summary>
    /// <param name="what">What is waited for, for the message when it does not come.</param>
    /// <param name="holds">Asked again and again; a fault of the client's counts as no.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="TimeoutException">It did not come true.</exception>
    public static async Task HoldsAsync(string what, Func<Task<bool>> holds, CancellationToken cancellationToken = default)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            Exception? last = null;
            try
            {
                if (await holds()) return;
            }
            catch (Exception fault) when (fault is StackExchange.Redis.RedisException or StackExchange.Redis.RedisTimeoutException)
            {
                last = fault;
            }

            if (waited.Elapsed > Patience) throw new TimeoutException($"It never came true that {what}.", last);
            await Task.Delay(10, cancellationToken);
        }
    }
}
