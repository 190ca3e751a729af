using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Conversations.Conformance;
using Xunit;
using Samples = Conversations.Tests.Samples;

namespace Conversations.Tests.Documentation;

/// <summary>docs/contract.md names the test beside each promise: the names exist, no test of the conformance suite and no operation is left out.</summary>
public sealed partial class ContractDocumentTests
{
    private static readonly string Root = FindRoot();

    private static readonly string Document = File.ReadAllText(Path.Combine(Root, "docs", "contract.md"));

    private static readonly string[] Named = [.. TestName().Matches(Document).Select(match => match.Groups[1].Value).Distinct()];

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var known = TestsOf(typeof(ConformanceTest).Assembly).Concat(TestsOf(typeof(ContractDocumentTests).Assembly)).Concat(TestsInSources()).ToHashSet();

        Assert.NotEmpty(Named);
        AssertNone(Named.Where(name => !known.Contains(name)));
    }

    [Fact]
    public void Every_test_of_the_conformance_suite_is_named() =>
        AssertNone(TestsOf(typeof(ConformanceTest).Assembly).Except(Named));

    [Fact]
    public void Every_operation_is_described()
    {
        var operations = typeof(IConversationStore).GetProperties()
            .Where(aggregate => aggregate.PropertyType.IsInterface)
            .SelectMany(aggregate => aggregate.PropertyType.GetMethods().Select(operation => $"{aggregate.Name}.{operation.Name}"))
            .Concat(new[] { typeof(RoomStoreExtensions), typeof(RoomDirectoryExtensions), typeof(EventStoreExtensions) }
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Select(extension => $"{AggregateOf(extension)}.{extension.Name}"))
            .Distinct();

        AssertNone(operations.Where(operation => !Document.Contains($"`{operation}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_error_is_described()
    {
        var errors = typeof(ConversationStoreException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(ConversationStoreException))).Select(type => $"| `{type.Name}` | ");
        var codes = typeof(ConversationStoreErrorCodes).GetFields().Select(code => $" | `{code.GetValue(null)}` | ");

        AssertNone(errors.Concat(codes).Where(cell => !Document.Contains(cell, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_member_of_every_model_is_in_a_table()
    {
        var sections = Regex.Split(Document, "^#+ ", RegexOptions.Multiline);
        foreach (var (model, fields) in Models())
        {
            var section = Assert.Single(sections, section => section.StartsWith(model + "\n", StringComparison.Ordinal));
            AssertNone(fields.Where(field => !section.Contains($"`{field}`", StringComparison.Ordinal)).Select(field => $"{model}: {field}"));
        }
    }

    [Fact]
    public void Every_value_of_every_open_enum_is_listed()
    {
        var values = typeof(RoomStatus).Assembly.GetExportedTypes()
            .Where(type => type.IsValueType && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IOpenEnum<>)))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(value => (Type: type.Name, Value: $"{value.GetValue(null)}")));

        AssertNone(values.Where(value => !Regex.IsMatch(Document, $@"\| `{value.Type}` \|.*\b{value.Value}\b")).Select(value => $"{value.Type}: {value.Value}"));
    }

    [Fact]
    public void Every_member_of_every_content_is_in_its_row()
    {
        foreach (var content in Samples.FullContents.Where(content => content is not UnknownContent))
        {
            var row = Assert.Single(Document.Split('\n'), line => line.StartsWith($"| `{content.ContentType}` | ", StringComparison.Ordinal));
            AssertNone(MembersOf(content.GetType()).Where(member => member != "content_type" && !row.Contains($"`{member}`", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Links_within_the_document_lead_somewhere()
    {
        var anchors = Regex.Matches(Document, "^#+ (.+)$", RegexOptions.Multiline)
            .Select(heading => Regex.Replace(heading.Groups[1].Value.ToLowerInvariant().Replace(' ', '-'), "[^a-z0-9_-]", ""))
            .ToHashSet();

        AssertNone(Regex.Matches(Document, @"\]\(#([^)]+)\)").Select(link => link.Groups[1].Value).Where(anchor => !anchors.Contains(anchor)));
        AssertNone(Regex.Matches(Document, @"\]\(([^#)][^)]*)\)").Select(link => link.Groups[1].Value).Where(path => !Path.Exists(Path.Combine(Root, "docs", path))));
    }

    private static void AssertNone(IEnumerable<string> missing) => Assert.Empty(missing);

    private static IEnumerable<(string Model, IEnumerable<string> Fields)> Models()
    {
        Type[] inTables =
        [
            typeof(Room), typeof(RoomTimers), typeof(RoomEvent), typeof(EventSource), typeof(ChannelData), typeof(ChannelBinding), typeof(ChannelCapabilities), typeof(RateLimit), typeof(RetryPolicy),
            typeof(Participant), typeof(Identity), typeof(ConversationTask), typeof(Observation), typeof(ReadMarker), typeof(ThreadSummary),
        ];
        return inTables.Select(type => (type.Name, MembersOf(type)));
    }

    private static IEnumerable<string> MembersOf(Type model) =>
        model.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.Name != nameof(ConversationRecord.UnknownMembers))
            .Select(member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name));

    private static IEnumerable<string> TestsOf(Assembly assembly) =>
        from type in assembly.GetExportedTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<FactAttribute>() is not null
        select $"{type.Name}.{method.Name}";

    /// <summary>The tests of the projects that this one does not reference, by what their sources say.</summary>
    private static IEnumerable<string> TestsInSources() =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)
        where !path.Contains("bin") && !path.Contains("obj")
        let source = File.ReadAllText(file)
        where source.Contains("[Fact", StringComparison.Ordinal) || source.Contains("[Theory", StringComparison.Ordinal)
        from test in TestMethod().Matches(source)
        select $"{ClassName().Matches(source[..test.Index]).Last().Groups[1].Value}.{test.Groups[1].Value}";

    private static string AggregateOf(MethodInfo extension)
    {
        var receiver = extension.GetParameters()[0].ParameterType;
        return typeof(IConversationStore).GetProperties().Single(aggregate => aggregate.PropertyType == receiver).Name;
    }

    private static string FindRoot([CallerFilePath] string path = "")
    {
        // A deterministic build maps the path of its sources; then the root is looked for above the binaries.
        foreach (var start in new[] { path, AppContext.BaseDirectory })
        {
            for (var folder = Path.GetDirectoryName(start); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "docs", "contract.md"))) return folder;
            }
        }

        throw new FileNotFoundException("docs/contract.md is not above the sources nor above the binaries.");
    }

    [GeneratedRegex(@"`(\w+(?:Tests|Conformance)\.\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^    \[(?:Fact|Theory)[^\n]*\n(?:    \[[^\n]*\n)*    public (?:static )?(?:async )?(?:Task|ValueTask|void) (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"^(?:public |internal )?(?:sealed |abstract |static |partial )*class (\w+)", RegexOptions.Multiline)]
    private static partial Regex ClassName();
}
