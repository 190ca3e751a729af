using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests;

/// <summary>Says in one line which servers the run goes without.</summary>
public sealed class BackendTests
{
    public static TheoryData<Type> Fixtures => [.. Backends.All];

    [Theory]
    [MemberData(nameof(Fixtures), DisableDiscoveryEnumeration = false)]
    public void The_suite_runs_on(Type fixture) =>
        Assert.SkipWhen(Backends.Unavailable(fixture) is not null, $"{Backends.Unavailable(fixture)}: the {ConformanceSuite.Classes.Count} classes of the conformance suite do not run on it");

    [Fact]
    public void No_class_of_the_suite_is_missing_for_a_server() =>
        Assert.Empty(ConformanceSuite.MissingFrom(typeof(BackendTests).Assembly, Backends.All));
}
