using Conversations.Conformance;

namespace Conversations.Docs.Tests;

public sealed class WritingYourOwnStoreTests
{
    [Fact]
    public void Every_class_of_the_suite_is_derived_on_the_page()
    {
        var code = string.Concat(Page.At("docs/writing-your-own-store.md").CodeBlocks.Select(block => block.Code));

        Assert.NotEmpty(ConformanceSuite.Classes);
        Assert.All(ConformanceSuite.Classes, suite => Assert.Contains($" : {suite.Name}(fixture), ", code, StringComparison.Ordinal));
    }
}
