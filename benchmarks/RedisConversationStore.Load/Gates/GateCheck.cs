using System.Globalization;

namespace Conversations.Redis.Load;

/// <summary>Compares what was measured with the file. Less is a difference, too: the file stays true.</summary>
internal static class GateCheck
{
    // Equal code allocates equal bytes, on a busy machine too (benchmarks/README.md). The slack is the smallest object, or in what allocates
    // much what a patch of the runtime may change: it lets no object of this library's through unnoticed where few are made.
    private const long SlackBytes = 24;
    private const double SlackShare = 0.01;

    /// <summary>What differs, one line each; none when all gates hold.</summary>
    /// <param name="expected">The file.</param>
    /// <param name="measured">What was measured.</param>
    /// <param name="isWhole">Whether every operation was measured: then one that only the file has is gone.</param>
    internal static IEnumerable<string> Differences(IReadOnlyList<Gate> expected, IReadOnlyList<Gate> measured, bool isWhole)
    {
        var file = expected.ToDictionary(gate => gate.Name);
        foreach (var gate in measured.OrderBy(gate => gate.Name, StringComparer.Ordinal))
        {
            if (!file.Remove(gate.Name, out var held))
            {
                yield return $"{gate.Name}: not in the file";
                continue;
            }

            if (gate.Commands != held.Commands) yield return Line(gate.Name, "commands sent", held.Commands, gate.Commands);
            if (gate.ScriptCommands != held.ScriptCommands) yield return Line(gate.Name, "commands in scripts", held.ScriptCommands, gate.ScriptCommands);
            if (Math.Abs(gate.Bytes - held.Bytes) > Math.Max(SlackBytes, held.Bytes * SlackShare)) yield return Line(gate.Name, "bytes allocated", held.Bytes, gate.Bytes);
        }

        if (!isWhole) yield break;
        foreach (var name in file.Keys.Order(StringComparer.Ordinal)) yield return $"{name}: in the file, and no operation any more";
    }

    private static string Line(string name, string what, double held, double measured) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}: {what} {measured:#,0.##}, in the file {held:#,0.##} ({(measured > held ? "more" : "fewer")})");
}
