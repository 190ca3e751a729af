using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace StoreConsumer.Tests;

/// <summary>A packed package, or the symbols of one.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive archive;

    private readonly XElement manifest;

    private Package(string path)
    {
        archive = ZipFile.OpenRead(path);
        using var nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        manifest = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    public string Id => Says("id");

    public IReadOnlyList<string> Files => [.. archive.Entries.Select(entry => entry.FullName)];

    /// <summary>The packages it needs, each with the versions that will do.</summary>
    public IReadOnlyDictionary<string, string> Dependencies =>
        manifest.Descendants().Where(element => element.Name.LocalName == "dependency").ToDictionary(dependency => dependency.Attribute("id")!.Value, dependency => dependency.Attribute("version")!.Value);

    /// <summary>A path that the project gives its tests.</summary>
    public static string PathOf(string what) =>
        typeof(Package).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == what).Value!;

    public static IEnumerable<Package> All() => Directory.EnumerateFiles(PathOf("Packages"), "*.nupkg").Select(path => new Package(path));

    public static Package Open(string id) => Find(id, "*.nupkg");

    public static Package OpenSymbols(string id) => Find(id, "*.snupkg");

    public string Says(string element) => manifest.Elements().SingleOrDefault(child => child.Name.LocalName == element)?.Value ?? "";

    public MemoryStream Read(string file)
    {
        using var stream = archive.GetEntry(file)!.Open();
        var content = new MemoryStream();
        stream.CopyTo(content);
        content.Position = 0;
        return content;
    }

    public void Dispose() => archive.Dispose();

    private static Package Find(string id, string pattern)
    {
        foreach (var path in Directory.EnumerateFiles(PathOf("Packages"), pattern))
        {
            var package = new Package(path);
            if (package.Id == id) return package;
            package.Dispose();
        }

        throw new FileNotFoundException($"There is no {pattern} of {id}.");
    }
}
