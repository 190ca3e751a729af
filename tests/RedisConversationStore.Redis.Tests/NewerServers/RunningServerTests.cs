using Xunit;

namespace Conversations.Redis.Tests.NewerServers;

/// <summary>Tests that are to run on a newer server do.</summary>
public abstract class RunningServerTests
{
    [Fact]
    public async Task Server_of_a_test_is_the_one_its_class_names()
    {
        await using var server = await RedisServerProcess.StartAsync();

        var info = (string)(await server.ExecuteAsync("INFO", "server"))!;

        var named = GetType().Name.EndsWith("OnValkey8", StringComparison.Ordinal) ? "valkey_version:8." : "redis_version:8.";
        Assert.Contains(named, info, StringComparison.Ordinal);
    }
}
