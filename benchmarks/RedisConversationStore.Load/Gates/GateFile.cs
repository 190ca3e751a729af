using System.Text;
using System.Text.Json;

namespace Conversations.Redis.Load;

/// <summary>The file of gates: a JSON array, one operation a line, sorted by name.</summary>
internal static class GateFile
{
    /// <summary>The file of the checkout that this program was built in; null when it is in none.</summary>
    internal static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RedisConversationStore.sln"))) return Path.Combine(folder.FullName, "benchmarks", "gates.json");
        }

        return null;
    }

    /// <summary>The gates of a file; none where there is no file.</summary>
    /// <exception cref="JsonException">It is not a file of gates.</exception>
    internal static IReadOnlyList<Gate> Read(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllText(file), GateJson.Default.GateArray) ?? [] : [];

    internal static void Write(string file, IEnumerable<Gate> gates)
    {
        var lines = gates.OrderBy(gate => gate.Name, StringComparer.Ordinal).Select(gate => "  " + JsonSerializer.Serialize(gate, GateJson.Default.Gate));
        File.WriteAllText(file, new StringBuilder("[\n").AppendJoin(",\n", lines).Append("\n]\n").ToString());
    }
}
