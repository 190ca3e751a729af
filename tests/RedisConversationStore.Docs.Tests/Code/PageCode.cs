using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Conversations.Docs.Tests;

/// <summary>The C# of a page, compiled as a reader would compile it. A block with <c>using</c> directives and statements is a program, with the implicit usings of its kind of project only; one of types is a file of its own, beside the page's others; anything else is a fragment of a method that has <see cref="Surroundings"/>.</summary>
internal static class PageCode
{
    /// <summary>The name of a program for a console project. Programs named otherwise are for the web SDK.</summary>
    internal const string ConsoleProgram = "Program.cs";

    private static readonly string[] ConsoleUsings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] WebUsings =
    [
        .. ConsoleUsings,
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    private static readonly string[] FragmentUsings = [.. WebUsings, "Conversations", "Conversations.Redis", "Conversations.DevServer", "Conversations.Conformance", "StackExchange.Redis", "Xunit"];

    // What the tests run with: the runtime, ASP.NET Core, this repository's libraries and what they need.
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly Dictionary<string, ReportDiagnostic> OfFragments = new()
    {
        // A fragment may stop before it uses what it declares, and need not wait for anything.
        ["CS0168"] = ReportDiagnostic.Suppress,
        ["CS0219"] = ReportDiagnostic.Suppress,
        ["CS1998"] = ReportDiagnostic.Suppress,
        ["CS8321"] = ReportDiagnostic.Suppress,
    };

    /// <summary>What the compiler has to say against the blocks of a page, each with page and line.</summary>
    internal static IEnumerable<string> Complaints(Page page) => Compilations(page).SelectMany(Complaints);

    /// <summary>What the compiler has to say against code, with page and line.</summary>
    internal static IEnumerable<string> Complaints(CSharpCompilation compilation) =>
        from diagnostic in compilation.GetDiagnostics()
        where diagnostic.Severity >= DiagnosticSeverity.Warning
        let at = diagnostic.Location.GetMappedLineSpan()
        select string.Create(CultureInfo.InvariantCulture, $"{at.Path}({at.StartLinePosition.Line + 1}): {diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");

    /// <summary>A block that is a program.</summary>
    internal static CSharpCompilation Program(CodeBlock block) =>
        Compilation(block.Page, OutputKind.ConsoleApplication, block.FileName == ConsoleProgram || block.FileName is null && !block.Code.Contains("WebApplication", StringComparison.Ordinal) ? ConsoleUsings : WebUsings, [Source(block, block.Code)]);

    private static IEnumerable<CSharpCompilation> Compilations(Page page)
    {
        var library = new List<SyntaxTree>();
        foreach (var block in page.CodeBlocks.Where(block => block.Language == "csharp"))
        {
            var root = (CompilationUnitSyntax)Source(block, block.Code).GetRoot();
            if (root.Members.OfType<GlobalStatementSyntax>().Any() && (root.Usings.Count > 0 || block.FileName is not null)) yield return Program(block);
            else if (root.Members.Count > 0 && !root.Members.OfType<GlobalStatementSyntax>().Any()) library.Add(root.SyntaxTree);
            else library.Add(Fragment(block));
        }

        if (library.Count > 0) yield return Compilation(page, OutputKind.DynamicallyLinkedLibrary, FragmentUsings, library);
    }

    private static CSharpCompilation Compilation(Page page, OutputKind kind, IEnumerable<string> usings, IEnumerable<SyntaxTree> sources) =>
        CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(page.Path),
            [CSharpSyntaxTree.ParseText(string.Concat(usings.Select(name => $"global using {name};\n"))), .. sources],
            References,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: OfFragments));

    private static SyntaxTree Fragment(CodeBlock block) =>
        CSharpSyntaxTree.ParseText($"file sealed class Fragment : {typeof(Surroundings).FullName} {{ async Task RunAsync() {{\n{Located(block, block.Code)}\n}} }}");

    private static SyntaxTree Source(CodeBlock block, string code) => CSharpSyntaxTree.ParseText(Located(block, code));

    private static string Located(CodeBlock block, string code) => $"#line {block.Line} \"{block.Page.Path}\"\n{code}";
}
