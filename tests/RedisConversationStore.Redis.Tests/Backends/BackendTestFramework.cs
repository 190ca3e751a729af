using System.Reflection;
using Xunit;
using Xunit.v3;

[assembly: TestFramework(typeof(Conversations.Redis.Tests.BackendTestFramework))]

namespace Conversations.Redis.Tests;

/// <summary>Leaves out the test classes of a backend that cannot be had on this machine: hundreds of skipped tests would hide the one line that matters, which <see cref="BackendTests"/> prints.</summary>
public sealed class BackendTestFramework : XunitTestFramework
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(Assembly assembly) =>
        new Discoverer(new XunitTestAssembly(assembly, configFilePath: null));

    private sealed class Discoverer(IXunitTestAssembly assembly) : XunitTestFrameworkDiscoverer(assembly)
    {
        protected override bool IsValidTestClass(Type type) =>
            base.IsValidTestClass(type)
            && !Needs(type).Any(fixture => Backends.Unavailable(fixture) is not null)
            && !type.GetCustomAttributes<OnServerAttribute>().Any(server => Backends.Unavailable(server.Binary) is not null);

        private static IEnumerable<Type> Needs(Type type) =>
            from constructor in type.GetConstructors()
            from parameter in constructor.GetParameters()
            where parameter.ParameterType.IsSubclassOf(typeof(RedisFixture))
            select parameter.ParameterType;
    }
}
