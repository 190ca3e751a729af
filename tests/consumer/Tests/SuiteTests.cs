using Conversations.Conformance;
using Conversations.Tests.Conformance;
using Xunit;

namespace StoreConsumer.Tests;

public sealed class SuiteTests
{
    [Fact]
    public void No_class_of_the_packed_suite_is_left_out()
    {
        Assert.NotEmpty(ConformanceSuite.Classes);
        Assert.Empty(ConformanceSuite.MissingFrom(typeof(SuiteTests).Assembly, typeof(InMemoryFixture)));
    }
}
