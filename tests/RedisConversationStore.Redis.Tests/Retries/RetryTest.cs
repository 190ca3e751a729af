using System.Text;
using Conversations.Conformance;
using Conversations.Redis.Tests.Properties;
using Xunit;

namespace Conversations.Redis.Tests.Retries;

/// <summary>Two stores on one server, filled alike: one to repeat calls on, one to make each call once. The one shows what the other must come to.</summary>
public abstract class RetryTest(RedisFixture fixture) : IAsyncLifetime
{
    private readonly ManualClock clock = new(Samples.Instant.AddDays(1));

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected RedisFixture Fixture => fixture;

    public virtual ValueTask InitializeAsync()
    {
        Assert.SkipWhen(fixture.Unavailable is not null, $"{fixture.Name}: {fixture.Unavailable}");
        return default;
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>Options for a store of its own.</summary>
    private protected RedisConversationStoreOptions CreateOptions() => new() { KeyPrefix = $"test:{Guid.NewGuid():N}", TimeProvider = clock, Retry = new() { BaseDelay = TimeSpan.FromMilliseconds(1) } };

    /// <summary>A filled store that makes each call once.</summary>
    private protected async Task<RedisConversationStore> SeedAsync(RedisConversationStoreOptions options)
    {
        var store = new RedisConversationStore(fixture.Connection, options);
        await StoreOperations.SeedAsync(store, calls: 1);
        return store;
    }

    /// <summary>What comes of a call.</summary>
    private protected static async Task<Outcome> OutcomeAsync(Func<Task> makeCall)
    {
        try
        {
            var call = makeCall();
            await call;
            return Outcome.Of(call.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(call));
        }
        catch (ConversationStoreException refused) when (refused is not StoreUnavailableException)
        {
            return Outcome.Of(refused);
        }
    }

    /// <summary>All that a store holds, as a transcript.</summary>
    private protected static async Task<string> ContentsAsync(IConversationStore store)
    {
        using var stream = new MemoryStream();
        using (var writer = new TranscriptWriter(stream))
        {
            await foreach (var record in TranscriptExporter.ExportAllAsync(store, Token)) await writer.WriteAsync(record.Value is Room room ? new(ActivityByClock.Normalize(room)) : record, Token);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
