namespace Conversations.Redis.Tests.Cluster;

/// <summary>Options for calls that wait until a cluster has done what a test makes it do, which takes a busy machine long.</summary>
internal static class PatientOptions
{
    internal static RedisConversationStoreOptions Create() => new()
    {
        KeyPrefix = $"test:{Guid.NewGuid():N}",
        OperationTimeout = TimeSpan.FromMinutes(1),
        Retry = new() { MaxAttempts = 100 },
    };
}
