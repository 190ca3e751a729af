using System.CommandLine;

namespace Conversations.Cli.Commands;

/// <summary>The options of commands that show a page.</summary>
internal static class Paging
{
    public static Option<int> Limit(int defaultLimit = 100)
    {
        var limit = new Option<int>("--limit") { Description = $"How many at most, 1 to {EventLimits.MaxPageLimit}.", HelpName = "N", DefaultValueFactory = _ => defaultLimit };
        Require(limit, 1, EventLimits.MaxPageLimit);
        return limit;
    }

    public static Option<int> Offset()
    {
        var offset = new Option<int>("--offset") { Description = "How many to pass over.", HelpName = "N", DefaultValueFactory = _ => 0 };
        Require(offset, 0, int.MaxValue);
        return offset;
    }

    public static void Require<T>(Option<T> option, long least, long most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && long.TryParse(token.Value, out var value) && (value < least || value > most))
        {
            result.AddError(most >= int.MaxValue ? $"{option.Name} takes {least} or more." : $"{option.Name} takes {least} to {most}.");
        }
    });
}
