using System.Runtime.CompilerServices;

namespace StoreConsumer;

internal static class Expect
{
    public static void That(bool holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        if (!holds) throw new InvalidOperationException($"Does not hold: {what}");
    }

    /// <summary>By value: records are compared member by member.</summary>
    public static void Same<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) throw new InvalidOperationException($"{what} is\n{actual}\nand should be\n{expected}");
    }

    public static async Task ThrowsAsync<TException>(Func<Task> call)
        where TException : Exception
    {
        try
        {
            await call();
        }
        catch (TException)
        {
            return;
        }

        throw new InvalidOperationException($"No {typeof(TException).Name} was thrown.");
    }
}
