using System.Text.RegularExpressions;

namespace Conversations.Docs.Tests;

/// <summary>Pages name tests as proof: the tests exist.</summary>
public sealed partial class NamedTestsTests
{
    private static readonly ILookup<string, string> Tests = InSources().ToLookup(test => test.Class, test => test.Name);

    [Fact]
    public void Tests_that_pages_name_exist()
    {
        var missing =
            from page in Page.All
            from quoted in page.Quoted
            let name = TestName().Match(quoted)
            where name.Success && !IsTest(name.Groups["class"].Value, name.Groups["test"].Value)
            select $"{page}: {quoted}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_guarantee_names_a_test()
    {
        var rows = Page.At("docs/guarantees.md").Rows.ToArray();

        Assert.NotEmpty(rows);
        Assert.Empty(rows.Where(row => !row[^1].Quoted.Any(quoted => TestName().IsMatch(quoted))).Select(row => row[0].Text));
    }

    private static bool IsTest(string className, string test) => Tests.Contains(className) && (test.Length == 0 || Tests[className].Contains(test));

    private static IEnumerable<(string Class, string Name)> InSources() =>
        from file in Directory.EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
        where !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj")
        let source = File.ReadAllText(file)
        from test in TestMethod().Matches(source)
        select (ClassName().Matches(source[..test.Index]).Last().Groups[1].Value, test.Groups[1].Value);

    [GeneratedRegex(@"^(?<class>\w+(?:Tests|Conformance|Properties))(?:\.(?<test>[A-Z]\w*))?$")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\[(?:Fact|Theory)[^\n]*\n(?:[^\n]*\[[^\n]*\n)*\s*public (?:static )?(?:async )?\w+ (\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex ClassName();
}
