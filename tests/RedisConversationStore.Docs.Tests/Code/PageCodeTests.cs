namespace Conversations.Docs.Tests;

public sealed class PageCodeTests
{
    // What packages show that are not referenced here: compared with compiled samples by DocumentedCodeTests and TelemetryDocumentTests.
    private static readonly string[] CompiledElsewhere = ["docs/adapters.md", "docs/telemetry.md", "src/RedisConversationStore.AI/README.md", "src/RedisConversationStore.Agents/README.md"];

    // The list of pages, the contract, whose words hold in any code, and a protocol that no caller sees.
    private static readonly string[] WithoutCode = ["docs/README.md", "docs/contract.md", "docs/indexes.md"];

    public static IEnumerable<TheoryDataRow<string>> Documentation =>
        Page.All.Where(page => page.Path.StartsWith("docs/", StringComparison.Ordinal) && !WithoutCode.Contains(page.Path)).Select(page => new TheoryDataRow<string>(page.Path));

    public static IEnumerable<TheoryDataRow<string>> PagesWithCode =>
        Page.All.Where(page => page.CodeBlocks.Any(block => block.Language == "csharp") && !CompiledElsewhere.Contains(page.Path)).Select(page => new TheoryDataRow<string>(page.Path));

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void The_code_of_a_page_compiles_without_warnings(string path)
    {
        var complaints = PageCode.Complaints(Page.At(path)).ToArray();

        // Not Assert.Empty, which cuts them off.
        Assert.True(complaints.Length == 0, string.Join(Environment.NewLine, complaints));
    }

    [Theory]
    [MemberData(nameof(Documentation))]
    public void A_page_of_the_documentation_shows_code(string path) => Assert.Contains(Page.At(path).CodeBlocks, block => block.Language == "csharp");

    [Fact]
    public void Every_block_says_what_language_it_is_in_if_it_is_code()
    {
        string[] known = ["", "csharp", "sh", "json", "text", "acl", "conf", "xml"];

        Assert.Empty(Page.All.SelectMany(page => page.CodeBlocks).Where(block => !known.Contains(block.Language)).Select(block => $"{block.Page}({block.Line}): {block.Language}"));
    }
}
