using System.Text.RegularExpressions;

namespace Conversations.Agents.Tests.Samples;

/// <summary>The code of the readmes and the page is that of the sample, which is compiled and run.</summary>
public sealed partial class DocumentedCodeTests
{
    [Theory]
    [InlineData("AI.md", "ClientReplica.cs")]
    [InlineData("Agents.md", "AgentReplica.cs")]
    [InlineData("adapters.md", "AgentReplica.cs", "ClientReplica.cs")]
    public void What_is_shown_is_what_is_compiled(string document, params string[] sources)
    {
        var compiled = sources.SelectMany(source => Example().Matches(Resource(source))).Select(Lines);

        var shown = CSharp().Matches(Resource(document)).Select(Lines);

        Assert.NotEmpty(shown);
        Assert.Equal(compiled, shown);
    }

    private static string[] Lines(Match code) => [.. code.Groups["code"].Value.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(DocumentedCodeTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"// example\n(?<code>.*?)\n\s*// end", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
