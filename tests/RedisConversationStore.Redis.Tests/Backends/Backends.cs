using DotNet.Testcontainers.Builders;
using Testcontainers.Redis;

namespace Conversations.Redis.Tests;

/// <summary>The servers the tests run on.</summary>
public static class Backends
{
    private static readonly Type[] OfProcesses = [typeof(RedisServerFixture), typeof(Resp2Fixture), typeof(ClusterFixture)];

    private static readonly Lazy<string?> NoContainers = new(ProbeDocker);

    /// <summary>The fixture of each server.</summary>
    public static Type[] All { get; } = [typeof(DevServerFixture), .. OfProcesses, typeof(ContainerFixture)];

    /// <summary>Why a server cannot be had on this machine; null when it can, and then it must work.</summary>
    public static string? Unavailable(Type fixture)
    {
        if (OfProcesses.Contains(fixture)) return RedisServerProcess.FindExecutable() is null ? RedisServerProcess.Missing : null;
        return fixture == typeof(ContainerFixture) ? NoContainers.Value : null;
    }

    private static string? ProbeDocker()
    {
        try
        {
            _ = new RedisBuilder(ContainerFixture.Image).Build();
            return null;
        }
        catch (DockerUnavailableException)
        {
            return "no Docker engine answers";
        }
    }
}
