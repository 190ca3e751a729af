using System.CommandLine;
using System.Globalization;

namespace Conversations.Cli.Commands;

/// <summary>Options that take a whole number within a range, and say so when they get something else.</summary>
internal static class Numbers
{
    /// <summary>How many at most.</summary>
    public static Option<long?> Limit(int defaultLimit) =>
        Option("--limit", $"How many at most, 1 to {EventLimits.MaxPageLimit}.", defaultLimit, 1, EventLimits.MaxPageLimit);

    public static Option<long?> Option(string name, string description, long? defaultValue, long least, long most, string helpName = "N")
    {
        var option = new Option<long?>(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                if (long.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
                result.AddError(most >= int.MaxValue ? $"{name} takes a whole number, {least} or more." : $"{name} takes a whole number, {least} to {most}.");
                return null;
            },
        };
        if (defaultValue is not null) option.DefaultValueFactory = _ => defaultValue;
        return option;
    }

    /// <summary>The value of an option that has a default.</summary>
    public static int Int(this ParseResult parsed, Option<long?> option) => (int)parsed.GetValue(option)!.Value;
}
