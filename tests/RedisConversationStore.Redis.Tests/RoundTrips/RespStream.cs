using System.Globalization;
using System.Text;

namespace Conversations.Redis.Tests.RoundTrips;

/// <summary>Cuts a stream of the Redis protocol (RESP2 and RESP3) into its values.</summary>
internal sealed class RespStream
{
    private readonly List<byte> pending = [];

    /// <summary>The values that are complete with these bytes.</summary>
    internal List<byte[]> Append(ReadOnlySpan<byte> bytes)
    {
        pending.AddRange(bytes);
        var values = new List<byte[]>();
        while (LengthOfValue([.. pending]) is var length and > 0)
        {
            values.Add([.. pending.Take(length)]);
            pending.RemoveRange(0, length);
        }

        return values;
    }

    /// <summary>Whether a value is a message that answers no request.</summary>
    internal static bool IsPush(byte[] value) => value[0] == (byte)'>';

    /// <summary>The words of a request.</summary>
    internal static string[] Words(byte[] request) =>
        [.. Encoding.UTF8.GetString(request).Split("\r\n").Where((_, line) => line > 0 && line % 2 == 0)];

    // 0 while bytes are missing.
    private static int LengthOfValue(ReadOnlySpan<byte> bytes)
    {
        var line = bytes.IndexOf("\r\n"u8);
        if (line < 0) return 0;
        var end = line + 2;
        switch ((char)bytes[0])
        {
            case '+' or '-' or ':' or '_' or '#' or ',' or '(':
                return end;
            case '$' or '!' or '=':
                var length = Number(bytes[1..line]);
                if (length < 0) return end;
                return bytes.Length < end + length + 2 ? 0 : end + length + 2;
            case '*' or '~' or '>':
                return LengthOfMany(bytes, end, Number(bytes[1..line]));
            case '%':
                return LengthOfMany(bytes, end, 2 * Number(bytes[1..line]));
            default:
                throw new FormatException($"'{(char)bytes[0]}' begins no value that is known here.");
        }
    }

    private static int LengthOfMany(ReadOnlySpan<byte> bytes, int end, int count)
    {
        for (; count > 0; count--)
        {
            var length = LengthOfValue(bytes[end..]);
            if (length == 0) return 0;
            end += length;
        }

        return end;
    }

    private static int Number(ReadOnlySpan<byte> digits) => int.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
