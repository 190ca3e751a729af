using System.CommandLine;
using System.Globalization;

namespace Conversations.Redis.Load;

/// <summary>Options that take a whole number of 1 or more.</summary>
internal static class Numbers
{
    internal static Option<int> Option(string name, string description, int defaultValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0) return value;
            result.AddError($"{name} takes a whole number, 1 or more.");
            return defaultValue;
        },
    };
}
