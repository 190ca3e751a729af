using System.Text.RegularExpressions;
using Xunit;

namespace Conversations.Redis.Tests.Readme;

public sealed partial class ReadmeTests(DevServerFixture fixture)
{
    [Fact]
    public async Task The_example_does_what_its_comments_say()
    {
        var (first, again, unread) = await ReadmeExample.RunAsync(fixture.ConnectionString);

        Assert.Equal(AddEventOutcome.Committed, first.Outcome);
        Assert.Equal(0, first.Event.Index);
        Assert.Equal(AddEventOutcome.Duplicate, again.Outcome);
        Assert.Equal(first.Event, again.Event);
        Assert.Equal(1, unread);
    }

    [Fact]
    public void The_example_of_the_README_is_the_one_that_is_compiled()
    {
        var compiled = Example().Match(Resource("ReadmeExample.cs")).Groups["code"].Value.Replace("connectionString", "\"localhost:6379\"", StringComparison.Ordinal);

        var shown = CSharp().Match(Resource("README.md")).Groups["code"].Value;

        Assert.Equal(Lines(compiled), Lines(shown));
    }

    private static string[] Lines(string code) => [.. code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("using Conversations", StringComparison.Ordinal))];

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ReadmeTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"// example\n(?<code>.*?)\n\s*// end", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
