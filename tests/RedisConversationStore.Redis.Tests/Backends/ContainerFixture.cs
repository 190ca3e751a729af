using Testcontainers.Redis;

namespace Conversations.Redis.Tests;

/// <summary>Redis in a container, where a Docker engine answers.</summary>
public sealed class ContainerFixture : RedisFixture
{
    internal const string Image = "redis:8.0";

    private RedisContainer? container;

    public override string Name => "container";

    protected override Task StartAsync()
    {
        container = new RedisBuilder(Image).Build();
        return container.StartAsync();
    }

    protected override string GetConnectionString() => container!.GetConnectionString();

    protected override async Task StopAsync()
    {
        if (container is not null) await container.DisposeAsync();
    }
}
