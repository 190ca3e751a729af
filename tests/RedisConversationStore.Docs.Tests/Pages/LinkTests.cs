namespace Conversations.Docs.Tests;

public sealed class LinkTests
{
    /// <summary>What a text in backticks begins with when it is a path of the repository.</summary>
    private static readonly string[] Folders = ["src/", "tests/", "docs/", "lua/", "benchmarks/", ".ci/"];

    [Fact]
    public void Links_lead_to_files_and_headings_that_exist()
    {
        var broken =
            from page in Page.All
            from link in page.Links
            where !link.Contains("://", StringComparison.Ordinal) && !LeadsSomewhere(page, link)
            select $"{page}: {link}";

        Assert.Empty(broken);
    }

    [Fact]
    public void Paths_that_are_named_exist()
    {
        var missing =
            from page in Page.All
            from quoted in page.Quoted
            where Folders.Any(folder => quoted.StartsWith(folder, StringComparison.Ordinal)) && !quoted.AsSpan().ContainsAny("*… ")
            where !Path.Exists(Repository.PathOf(quoted))
            select $"{page}: {quoted}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_page_of_the_documentation_is_in_its_index()
    {
        var index = Page.At("docs/README.md").Links.ToHashSet();

        var unlisted = Page.All.Select(page => page.Path).Where(path => path.StartsWith("docs/", StringComparison.Ordinal) && path != "docs/README.md" && !index.Contains(path["docs/".Length..]));

        Assert.Empty(unlisted);
    }

    private static bool LeadsSomewhere(Page page, string link)
    {
        var (file, anchor) = link.Split('#', 2) is [var before, var behind] ? (before, behind) : (link, null);
        var path = file.Length == 0 ? page.Path : Path.GetRelativePath(Repository.PathOf(""), Path.Combine(Repository.PathOf(page.Path), "..", file)).Replace('\\', '/');
        if (!Path.Exists(Repository.PathOf(path))) return false;
        return anchor is null || (path.EndsWith(".md", StringComparison.Ordinal) && Page.At(path).Anchors.Contains(anchor));
    }
}
