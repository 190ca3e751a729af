using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace StoreConsumer.Tests;

/// <summary>What is in the packed packages.</summary>
public sealed class PackageTests
{
    private const string Tool = "RedisConversationStore.Cli";

    // Of the portable symbol format: a document's source is in the symbols.
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> Packages
    {
        get
        {
            var ids = new TheoryData<string>();
            foreach (var package in Package.All())
            {
                using (package) ids.Add(package.Id);
            }

            return ids;
        }
    }

    public static TheoryData<string> Libraries => [.. Packages.Select(row => row.Data).Where(id => id != Tool)];

    [Fact]
    public void All_are_packed_and_nothing_else() =>
        Assert.Equal(
            [
                "RedisConversationStore", "RedisConversationStore.AI", "RedisConversationStore.Abstractions", "RedisConversationStore.Agents", Tool,
                "RedisConversationStore.Conformance", "RedisConversationStore.DevServer",
            ],
            Packages.Select(row => row.Data).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_says_what_it_is_and_under_what_licence(string id)
    {
        using var package = Package.Open(id);

        Assert.Equal("MIT", package.Says("license"));
        Assert.Equal("README.md", package.Says("readme"));
        Assert.StartsWith("## [", package.Says("releaseNotes"), StringComparison.Ordinal);
        Assert.NotEmpty(package.Says("description"));
        Assert.NotEqual("Package Description", package.Says("description"));
        Assert.Contains(package.Files, file => file == "LICENSE");
        Assert.Contains(package.Files, file => file == "README.md");
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_is_documented_and_reproducible(string id)
    {
        using var package = Package.Open(id);
        using var library = Library(package);

        Assert.Contains(package.Files, file => file == $"lib/net10.0/{id}.xml");
        Assert.Contains(library.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void What_packages_are_made_with_is_no_dependency(string id)
    {
        using var package = Package.Open(id);

        Assert.DoesNotContain("MinVer", package.Dependencies.Keys);
        Assert.DoesNotContain("Microsoft.CodeAnalysis.PublicApiAnalyzers", package.Dependencies.Keys);
    }

    [Fact]
    public void Store_goes_with_its_own_version_of_the_abstractions_only()
    {
        using var store = Package.Open("RedisConversationStore");

        Assert.Equal($"[{store.Says("version")}]", store.Dependencies["RedisConversationStore.Abstractions"]);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Symbols_belong_to_the_library_and_carry_every_source(string id)
    {
        using var package = Package.Open(id);
        using var library = Library(package);
        using var symbols = Package.OpenSymbols(id);
        using var provider = MetadataReaderProvider.FromPortablePdbStream(symbols.Read($"lib/net10.0/{id}.pdb"));
        var reader = provider.GetMetadataReader();

        var codeView = Assert.Single(library.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.CodeView);
        Assert.Equal(library.ReadCodeViewDebugDirectoryData(codeView).Guid, new BlobContentId(reader.DebugMetadataHeader!.Id).Guid);
        Assert.NotEmpty(reader.Documents);
        Assert.All(reader.Documents, document => Assert.Contains(
            reader.GetCustomDebugInformation(document),
            information => reader.GetGuid(reader.GetCustomDebugInformation(information).Kind) == EmbeddedSource));
    }

    [Fact]
    public void Symbols_of_the_tool_are_portable()
    {
        using var symbols = Package.OpenSymbols(Tool);

        Assert.Contains("tools/net10.0/any/convstore.pdb", symbols.Files);
        Assert.All(symbols.Files.Where(file => file.EndsWith(".pdb", StringComparison.Ordinal)), file => Assert.Equal("BSJB"u8, symbols.Read(file).ToArray().AsSpan(0, 4)));
    }

    [Fact]
    public void Store_carries_every_script()
    {
        using var package = Package.Open("RedisConversationStore");
        using var library = Library(package);
        var reader = library.GetMetadataReader();

        var embedded = reader.ManifestResources.Select(resource => reader.GetString(reader.GetManifestResource(resource).Name)).Order(StringComparer.Ordinal);
        var folder = Package.PathOf("Scripts");
        var scripts = Directory.EnumerateFiles(folder, "*.lua", SearchOption.AllDirectories).Select(file => "lua/" + Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

        Assert.NotEmpty(scripts);
        Assert.Equal(scripts, embedded);
    }

    private static PEReader Library(Package package) => new(package.Read($"lib/net10.0/{package.Id}.dll"));
}
