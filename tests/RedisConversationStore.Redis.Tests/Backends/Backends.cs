using DotNet.Testcontainers.Builders;
using Testcontainers.Redis;

namespace Conversations.Redis.Tests;

/// <summary>The servers the tests run on.</summary>
public static class Backends
{
    private static readonly Type[] OfProcesses = [typeof(RedisServerFixture), typeof(Resp2Fixture), typeof(AclFixture), typeof(ClusterFixture)];

    private static readonly Dictionary<Type, string> OfNewerServers = new()
    {
        [typeof(Redis8Fixture)] = NewerServer.Redis8,
        [typeof(Redis8Resp2Fixture)] = NewerServer.Redis8,
        [typeof(Valkey8Fixture)] = NewerServer.Valkey8,
        [typeof(Valkey8Resp2Fixture)] = NewerServer.Valkey8,
    };

    private static readonly Lazy<string?> NoContainers = new(ProbeDocker);

    /// <summary>The fixture of each server.</summary>
    public static Type[] All { get; } = [typeof(DevServerFixture), .. OfProcesses, .. OfNewerServers.Keys, typeof(ContainerFixture)];

    /// <summary>Why a server cannot be had on this machine; null when it can, and then it must work.</summary>
    public static string? Unavailable(Type fixture)
    {
        if (OfProcesses.Contains(fixture)) return RedisServerProcess.FindExecutable() is null ? RedisServerProcess.Missing : null;
        if (OfNewerServers.TryGetValue(fixture, out var binary)) return Unavailable(binary);
        return fixture == typeof(ContainerFixture) ? NoContainers.Value : null;
    }

    /// <summary>Why a newer server cannot be had on this machine; null when it can.</summary>
    /// <param name="binary">The server's name in <see cref="NewerServer.Folder"/>.</param>
    public static string? Unavailable(string binary) => NewerServer.Find(binary) is null ? NewerServer.Missing(binary) : null;

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
