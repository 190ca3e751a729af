using System.Text;

namespace Conversations.Redis.Tests.Golden;

/// <summary>Named bytes as text: a line <c>[name]</c>, then the bytes in hexadecimal, 32 a line, with what of them can be printed beside them.</summary>
internal static class HexFile
{
    private const int BytesPerLine = 32;

    internal static string Format(IEnumerable<KeyValuePair<string, byte[]>> values)
    {
        var text = new StringBuilder();
        foreach (var (name, bytes) in values)
        {
            text.Append('[').Append(name).Append("]\n");
            foreach (var line in bytes.Chunk(BytesPerLine))
            {
                text.Append(Convert.ToHexStringLower(line).PadRight(2 * BytesPerLine)).Append("  ");
                foreach (var value in line) text.Append(value is > 0x20 and < 0x7f ? (char)value : '.');
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    internal static Dictionary<string, byte[]> Read(string relativePath)
    {
        var values = new Dictionary<string, byte[]>();
        var name = "";
        foreach (var line in File.ReadLines(Repository.PathOf(relativePath)))
        {
            if (line.StartsWith('[')) values.Add(name = line[1..^1], []);
            else values[name] = [.. values[name], .. Convert.FromHexString(line[..(2 * BytesPerLine)].TrimEnd())];
        }

        return values;
    }
}
