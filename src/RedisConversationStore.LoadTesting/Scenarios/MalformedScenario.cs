using System.Text.Json;

namespace Conversations.LoadTesting;

/// <summary>Says what is wrong with the JSON of a scenario in the words of its author: the reader's own messages name types of .NET.</summary>
internal static class MalformedScenario
{
    internal const string Distributions = "fixed, uniform, lognormal, weighted";

    internal static string Problem(JsonException malformed)
    {
        // "$.payload.bytes", and "$" for the whole.
        var member = malformed.Path is ['$', '.', .. var path] ? path : "the scenario";
        var line = malformed.LineNumber is { } number ? $" (line {number + 1})" : "";
        return $"{member} {What(malformed.Message)}{line}.";
    }

    private static string What(string message)
    {
        if (message.Contains("could not be mapped", StringComparison.Ordinal)) return "is not a member of a scenario";
        if (message.Contains("missing required", StringComparison.Ordinal)) return $"lacks {Quoted(message, after: "including:")}";
        if (message.Contains("discriminator", StringComparison.Ordinal)) return $"has an unknown distribution; there are {Distributions}";
        if (message.Contains("null", StringComparison.Ordinal)) return "has a member that is null and must not be";
        if (message.Contains("System.Int32", StringComparison.Ordinal)) return "is not a whole number, or not one in range";
        if (message.Contains("System.Double", StringComparison.Ordinal) || message.Contains("System.Nullable", StringComparison.Ordinal)) return "is not a number";
        if (message.Contains("System.Boolean", StringComparison.Ordinal)) return "is not true or false";
        if (message.Contains("System.String", StringComparison.Ordinal)) return "is not a text";
        if (message.Contains("could not be converted", StringComparison.Ordinal)) return "is not of the kind that belongs here";
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return "is not JSON: " + (end < 0 ? message : message[..end]).TrimEnd('.');
    }

    private static string Quoted(string message, string after)
    {
        var start = message.IndexOf(after, StringComparison.Ordinal) + after.Length;
        var names = message[start..];
        var end = names.LastIndexOf('\'');
        return names[..(end + 1)].Trim();
    }
}
