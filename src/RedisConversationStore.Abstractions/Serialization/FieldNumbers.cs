using System.Globalization;

namespace Conversations.Serialization;

/// <summary>The names <c>#n</c> under which fields that have only a number appear among a record's unknown members.</summary>
internal static class FieldNumbers
{
    private const int Largest = 65_535;

    internal static string ToName(long number) => string.Create(CultureInfo.InvariantCulture, $"#{number}");

    /// <summary>Whether a name stands for a field number: <c>#</c> and 1 to 65535 without leading zeros.</summary>
    internal static bool TryParse(string name, out int number)
    {
        number = 0;
        if (name.Length is < 2 or > 6 || name[0] != '#' || name[1] is < '1' or > '9') return false;
        return int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= Largest;
    }

    /// <summary>Whether a number can appear as an unknown field.</summary>
    internal static bool IsValid(long number) => number is >= 1 and <= Largest;
}
