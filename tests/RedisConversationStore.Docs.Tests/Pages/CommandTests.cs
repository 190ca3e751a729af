using System.Text.RegularExpressions;

namespace Conversations.Docs.Tests;

/// <summary>Command lines on the pages name what exists.</summary>
public sealed partial class CommandTests
{
    [Fact]
    public void Projects_that_commands_name_exist()
    {
        var named = Page.All.SelectMany(page => Project().Matches(page.Text).Select(match => (Page: page, Path: match.Groups[1].Value))).ToArray();

        Assert.NotEmpty(named);
        Assert.Empty(named.Where(project => !IsProject(project.Path)).Select(project => $"{project.Page}: {project.Path}"));
    }

    [Fact]
    public void Commands_of_convstore_exist()
    {
        var commands = Directory.EnumerateFiles(Repository.PathOf("src/RedisConversationStore.Cli"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => NewCommand().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .ToHashSet();
        var named = Page.All.SelectMany(page => Convstore().Matches(page.Text).Select(match => (Page: page, Command: match.Groups[1].Value)));

        Assert.Empty(named.Where(line => !commands.Contains(line.Command)).Select(line => $"{line.Page}: convstore {line.Command}"));
    }

    private static bool IsProject(string path) =>
        path.EndsWith(".csproj", StringComparison.Ordinal)
            ? File.Exists(Repository.PathOf(path))
            : Directory.Exists(Repository.PathOf(path)) && Directory.EnumerateFiles(Repository.PathOf(path), "*.csproj").Any();

    [GeneratedRegex(@"--project ([\w./-]+)")]
    private static partial Regex Project();

    [GeneratedRegex(@"(?:^|`)convstore ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Convstore();

    [GeneratedRegex(@"new Command\(""([a-z]+)""")]
    private static partial Regex NewCommand();
}
