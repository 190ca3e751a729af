using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Conversations.Docs.Tests;

/// <summary>A Markdown file of the repository, taken apart.</summary>
public sealed class Page
{
    // Anchors as GitHub makes them of headings.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private readonly MarkdownDocument document;

    private Page(string path)
    {
        Path = path;
        Text = File.ReadAllText(Repository.PathOf(path));
        document = Markdown.Parse(Text, Pipeline);
    }

    // What git does not see either.
    private static readonly string[] Generated = ["bin", "obj", "artifacts", "BenchmarkDotNet.Artifacts", "TestResults"];

    /// <summary>Every page of the repository.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.PathOf(""), "*.md", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Repository.PathOf(""), file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(folder => folder.StartsWith('.') || Generated.Contains(folder)))
            .Order(StringComparer.Ordinal)
            .Select(path => new Page(path)),
    ];

    /// <summary>Below the root of the repository, with forward slashes.</summary>
    public string Path { get; }

    public string Text { get; }

    public IEnumerable<string> Anchors => document.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id!);

    public IEnumerable<string> Links => document.Descendants<LinkInline>().Select(link => link.Url!);

    /// <summary>What stands in backticks within a text.</summary>
    public IEnumerable<string> Quoted => document.Descendants<CodeInline>().Select(code => code.Content);

    public IEnumerable<CodeBlock> CodeBlocks => document.Descendants<FencedCodeBlock>().Select(block => new CodeBlock(this, block.Info ?? "", block.Line + 2, block.Lines.ToString(), FileNameOf(block)));

    /// <summary>The rows of the page's tables, without their heads.</summary>
    public IEnumerable<Cell[]> Rows => RowsOf(document);

    /// <summary>The rows of the tables below a heading, up to the next one.</summary>
    public IEnumerable<Cell[]> RowsBelow(string heading) =>
        document.SkipWhile(block => block is not HeadingBlock found || TextOf(found) != heading).Skip(1)
            .TakeWhile(block => block is not HeadingBlock)
            .OfType<Table>()
            .SelectMany(RowsOf);

    public static Page At(string path) => All.Single(page => page.Path == path);

    public override string ToString() => Path;

    private static IEnumerable<Cell[]> RowsOf(MarkdownObject part) =>
        part.Descendants<TableRow>().Where(row => !row.IsHeader).Select(row => row.Select(cell => new Cell([.. cell.Descendants<LeafInline>()])).ToArray());

    private static string TextOf(LeafBlock block) => string.Concat(block.Inline!.Descendants<LiteralInline>());

    /// <summary>The comment right before a block, such as <c>Program.cs</c>: the file that a reader makes of it.</summary>
    private static string? FileNameOf(FencedCodeBlock block)
    {
        var blocks = block.Parent!;
        var at = blocks.IndexOf(block);
        return at > 0 && blocks[at - 1] is HtmlBlock { Type: HtmlBlockType.Comment } comment ? comment.Lines.ToString().Replace("<!--", "", StringComparison.Ordinal).Replace("-->", "", StringComparison.Ordinal).Trim() : null;
    }
}

/// <summary>A block of code on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Language">What it is marked with, such as <c>csharp</c>.</param>
/// <param name="Line">The line of the page at which the code begins, from 1.</param>
/// <param name="Code">The code.</param>
/// <param name="FileName">The file that a reader makes of it, where the page says so.</param>
public sealed record CodeBlock(Page Page, string Language, int Line, string Code, string? FileName);

/// <summary>A cell of a table.</summary>
/// <param name="Inlines">What stands in it.</param>
public sealed record Cell(IReadOnlyList<LeafInline> Inlines)
{
    /// <summary>Its text, without marks.</summary>
    public string Text => string.Concat(Inlines.Select(inline => inline is CodeInline code ? code.Content : inline.ToString()));

    /// <summary>What stands in backticks.</summary>
    public IEnumerable<string> Quoted => Inlines.OfType<CodeInline>().Select(code => code.Content);
}
