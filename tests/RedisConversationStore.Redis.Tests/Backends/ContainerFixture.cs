using DotNet.Testcontainers.Builders;
using Testcontainers.Redis;

namespace Conversations.Redis.Tests;

/// <summary>Redis in a container, where a Docker engine answers.</summary>
public sealed class ContainerFixture : RedisFixture
{
    private RedisContainer? container;

    public override string Name => "container";

    protected override async Task<string?> StartAsync()
    {
        try
        {
            container = new RedisBuilder("redis:8.0").Build();
        }
        catch (DockerUnavailableException)
        {
            return "no Docker engine answers";
        }

        await container.StartAsync();
        return null;
    }

    protected override string GetConnectionString() => container!.GetConnectionString();

    protected override async Task StopAsync()
    {
        if (container is not null) await container.DisposeAsync();
    }
}
