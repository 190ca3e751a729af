namespace Conversations.Docs.Tests;

public sealed class PageCodeTests
{
    public static IEnumerable<TheoryDataRow<string>> PagesWithCode =>
        Page.All.Where(page => page.CodeBlocks.Any(block => block.Language == "csharp")).Select(page => new TheoryDataRow<string>(page.Path));

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void The_code_of_a_page_compiles_without_warnings(string path) => Assert.Equal("", string.Join('\n', PageCode.Complaints(Page.At(path))));

    [Fact]
    public void Every_block_says_what_language_it_is_in_if_it_is_code()
    {
        string[] known = ["", "csharp", "sh", "json", "text", "acl", "conf", "xml"];

        Assert.Empty(Page.All.SelectMany(page => page.CodeBlocks).Where(block => !known.Contains(block.Language)).Select(block => $"{block.Page}({block.Line}): {block.Language}"));
    }
}
