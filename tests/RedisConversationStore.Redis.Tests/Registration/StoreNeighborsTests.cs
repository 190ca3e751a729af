using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace Conversations.Redis.Tests.Registration;

/// <summary>Stores of one application whose keys would mix are refused at the start.</summary>
public sealed class StoreNeighborsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("conv", "conv")]
    [InlineData("conv", "conv:identity")]
    [InlineData("conv:identity", "conv")]
    public async Task Start_with_prefixes_that_share_keys_on_one_server_is_refused(string prefix, string another)
    {
        var refused = await StartAsync("localhost:1,defaultDatabase=0", prefix, "127.0.0.1:1", another);

        Assert.NotNull(refused);
        Assert.Contains($"'{prefix}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"'{another}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Set ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:1", "conv", "localhost:2", "conv")]
    [InlineData("localhost:1", "conv", "localhost:1,defaultDatabase=1", "conv:identity")]
    [InlineData("localhost:1", "conv", "localhost:1", "conversations")]
    [InlineData("localhost:1", "conv:a", "localhost:1", "conv:b")]
    [InlineData("localhost:1,serviceName=one", "conv", "localhost:1,serviceName=two", "conv")]
    public async Task Start_with_stores_that_share_no_key_is_accepted(string server, string prefix, string anotherServer, string another) =>
        Assert.Null(await StartAsync(server, prefix, anotherServer, another));

    [Fact]
    public void Stores_of_the_same_data_may_differ_in_where_they_read()
    {
        using var provider = new ServiceCollection()
            .AddRedisConversationStore("localhost:1")
            .AddKeyedRedisConversationStore("reading", "localhost:1", options => options.ReadPreference = ReadPreference.PreferReplica)
            .BuildServiceProvider();

        Assert.NotSame(provider.GetRequiredService<RedisConversationStore>(), provider.GetRequiredKeyedService<RedisConversationStore>("reading"));
    }

    private static async Task<OptionsValidationException?> StartAsync(string server, string prefix, string anotherServer, string another)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services
            .AddKeyedRedisConversationStore("one", server, Set(prefix))
            .AddKeyedRedisConversationStore("another", anotherServer, Set(another));
        using var host = builder.Build();
        return await Record.ExceptionAsync(async () =>
        {
            await host.StartAsync(Token);
            await host.StopAsync(Token);
        }) as OptionsValidationException;

        static Action<RedisConversationStoreOptions> Set(string prefix) => options =>
        {
            options.KeyPrefix = prefix;
            options.DoctorAtStart = false;
        };
    }
}
