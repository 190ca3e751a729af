using Conversations.Conformance;
using Conversations.Redis.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(DevServerFixture))]
[assembly: AssemblyFixture(typeof(RedisServerFixture))]
[assembly: AssemblyFixture(typeof(ContainerFixture))]

namespace Conversations.Redis.Tests.Conformance;

public sealed class ConformanceSuiteTests
{
    [Fact]
    public void No_class_of_the_suite_is_missing_for_a_backend() =>
        Assert.Empty(ConformanceSuite.MissingFrom(typeof(ConformanceSuiteTests).Assembly, typeof(DevServerFixture), typeof(RedisServerFixture), typeof(ContainerFixture)));
}
