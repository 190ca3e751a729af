using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Errors;

/// <summary>What tests of faults share: servers of their own, which they may break.</summary>
public abstract class FaultTest
{
    protected const string Secret = "s3cr3t-never-shown";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected static async Task<RedisServerProcess> StartServerAsync(params string[] settings)
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        return await RedisServerProcess.StartAsync(settings);
    }

    /// <summary>Every fault reaches the caller at once.</summary>
    protected static RedisConversationStoreOptions WithoutRetries { get; } = new() { Retry = RetryOptions.None };

    /// <summary>A store with a sample room. Nothing is tried twice, so nothing times out that a busy machine only holds up.</summary>
    protected static async Task<RedisConversationStore> OpenWithRoomAsync(RedisServerProcess server, string options = "")
    {
        var store = await RedisConversationStore.ConnectAsync($"{server.ConnectionString},asyncTimeout=30000,password={Secret}{options}", WithoutRetries, Token);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await store.Events.AddAsync(Samples.Event("first"), cancellationToken: Token);
        return store;
    }

    protected static async Task<ConnectionMultiplexer> ConnectAsync(RedisServerProcess server) =>
        await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true,asyncTimeout=60000,password=" + Secret);

    /// <summary>A call fails because the store is unavailable, says why, and gives no secret away.</summary>
    protected static async Task<StoreUnavailableException> UnavailableAsync(UnavailableReason reason, bool isRetrySafe, bool mayHaveTakenEffect, Func<Task> call)
    {
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(call);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(ConversationStoreErrorCodes.Unavailable, fault.Code);
        Assert.True(
            (reason, isRetrySafe, mayHaveTakenEffect) == (fault.Reason, fault.IsRetrySafe, fault.MayHaveTakenEffect),
            $"{fault.Reason}, retry safe {fault.IsRetrySafe}, may have taken effect {fault.MayHaveTakenEffect}: {fault}");
        return fault;
    }
}
