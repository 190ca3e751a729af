using System.IO.Compression;

namespace Conversations.LoadTesting.Planning;

/// <summary>The files of an export, in a folder or in a zip; their names have slashes, and begin where the export begins.</summary>
internal sealed class ExportFiles : IDisposable
{
    private const long MostBytes = 256L << 20;

    private readonly Dictionary<string, Func<Stream>> files;
    private readonly IDisposable? source;

    private ExportFiles(IEnumerable<(string Name, Func<Stream> Open)> all, IDisposable? source)
    {
        var visible = all.Where(file => !file.Name.StartsWith("__MACOSX/", StringComparison.Ordinal) && !file.Name.EndsWith('/')).ToList();

        // Who zips a folder puts its name in front of everything.
        var root = visible.Select(file => file.Name).Where(name => name.EndsWith("channels.json", StringComparison.Ordinal)).MinBy(name => name.Length)?[..^"channels.json".Length] ?? "";
        var inside = visible.Where(file => file.Name.StartsWith(root, StringComparison.Ordinal)).ToList();
        if (inside.GroupBy(file => file.Name, StringComparer.Ordinal).FirstOrDefault(named => named.Count() > 1) is { } twice) throw new ChatExportException(twice.Key, null, "the file is in the export twice.");
        files = inside.ToDictionary(file => file.Name[root.Length..], file => file.Open, StringComparer.Ordinal);
        this.source = source;
    }

    internal IEnumerable<string> Names => files.Keys.Order(StringComparer.Ordinal);

    internal static ExportFiles OfFolder(string path) =>
        new(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => (Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/'), (Func<Stream>)(() => File.OpenRead(file)))), source: null);

    internal static ExportFiles OfZip(string path)
    {
        var zip = ZipFile.OpenRead(path);
        return new(zip.Entries.Select(entry => (entry.FullName, (Func<Stream>)(() => Bounded(entry)))), zip);
    }

    internal bool Has(string name) => files.ContainsKey(name);

    internal Stream Open(string name) => files[name]();

    /// <summary>A whole file.</summary>
    internal byte[] ReadAll(string name)
    {
        using var stream = Open(name);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public void Dispose() => source?.Dispose();

    private static Stream Bounded(ZipArchiveEntry entry) =>
        entry.Length <= MostBytes ? entry.Open() : throw new ChatExportException(entry.FullName, null, $"the file is larger than {MostBytes >> 20} MiB.");
}
