using System.Globalization;
using System.Text.Json;

namespace Conversations.Redis.Load;

/// <summary>What was measured, as it is printed. Times are told here and judged nowhere: they are the machine's as much as the code's.</summary>
internal static class GateReport
{
    internal static void WriteHeader()
    {
        Console.WriteLine("| operation | allocated B | commands sent | commands in scripts | µs |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
    }

    internal static string TableRow(Gate gate, double microseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"| {gate.Name} | {gate.Bytes:N0} | {gate.Commands:0.##} | {gate.ScriptCommands:0.##} | {microseconds:F0} |");

    internal static string Json(Gate gate, double microseconds) => JsonSerializer.Serialize(new
    {
        name = gate.Name,
        bytes = gate.Bytes,
        commands = gate.Commands,
        script_commands = gate.ScriptCommands,
        microseconds = Math.Round(microseconds, 1),
    });
}
