using System.Diagnostics;

namespace Conversations.Docs.Tests;

/// <summary>Waits for what comes true by itself in another process.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    internal static async Task HoldsAsync(string what, Func<Task<bool>> holds)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            try
            {
                if (await holds()) return;
            }
            catch (HttpRequestException) when (waited.Elapsed < Patience)
            {
                // Not listening yet.
            }

            Assert.True(waited.Elapsed < Patience, $"Not so after {Patience}: {what}.");
        }
    }
}
