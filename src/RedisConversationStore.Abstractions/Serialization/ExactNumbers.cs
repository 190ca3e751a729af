using System.Globalization;
using System.Text;

namespace Conversations.Serialization;

/// <summary>Tells whether a double is the number that a JSON text says, and not only the nearest one.</summary>
internal static class ExactNumbers
{
    /// <summary>Whether a double, written in its shortest form, has the value of the text.</summary>
    /// <param name="text">A valid JSON number.</param>
    /// <param name="value">What the text was parsed to.</param>
    internal static bool IsExact(ReadOnlySpan<byte> text, double value)
    {
        var given = Parse(Encoding.ASCII.GetString(text));
        if (given is not { } written) return false;
        return Parse(value.ToString("R", CultureInfo.InvariantCulture)) == written;
    }

    internal static bool IsNegativeZero(ReadOnlySpan<byte> text) => text.SequenceEqual("-0"u8);

    // The sign, the digits without zeros at either end, and the power of ten of the last digit. Null for an exponent out of all proportion.
    private static (bool IsNegative, string Digits, long Exponent)? Parse(string text)
    {
        var isNegative = text[0] == '-';
        var mantissaEnd = text.AsSpan().IndexOfAny('e', 'E') is >= 0 and var at ? at : text.Length;
        var mantissa = text[(isNegative ? 1 : 0)..mantissaEnd];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = (point < 0 ? mantissa : mantissa.Remove(point, 1)).TrimStart('0');
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0) return (isNegative, "", 0);
        var exponent = 0L;
        if (mantissaEnd < text.Length && !long.TryParse(text.AsSpan(mantissaEnd + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return null;
        var decimals = point < 0 ? 0 : mantissa.Length - point - 1;
        return (isNegative, significant, exponent - decimals + (digits.Length - significant.Length));
    }
}

/// <summary>A number in free-form data that no value of the data model is.</summary>
/// <param name="path">Where it is, from the member that holds the data.</param>
internal sealed class UnkeptNumberException(string path) : FormatException
{
    internal string Path => path;

    internal UnkeptNumberException Within(string member) =>
        new(path.Length == 0 || path[0] == '[' ? member + path : $"{member}.{path}");

    internal RecordFormatException ToFormat(string member) =>
        new($"{(Within(member).Path is { Length: > 0 } whole ? $"'{whole.TrimStart('.')}'" : "The value")} is a number that neither a 64-bit integer nor a double holds exactly. Write it as a string.");
}
