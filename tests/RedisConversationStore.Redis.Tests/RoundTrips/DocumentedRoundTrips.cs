using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Conversations.Redis.Tests.RoundTrips;

/// <summary>The round trips that the documentation comments of the contract name: the first number of each member.</summary>
internal static partial class DocumentedRoundTrips
{
    private static readonly string[] Numbers = ["Zero", "One", "Two", "Three", "Four", "Five"];

    /// <summary>The number by member, such as <c>IRoomStore.GetAsync(String)</c>: types without namespaces, and without the cancellation token.</summary>
    internal static Dictionary<string, int> Read()
    {
        var documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "RedisConversationStore.Abstractions.xml"));
        var stated = new Dictionary<string, int>();
        foreach (var member in documentation.Descendants("member"))
        {
            var match = Statement().Match(member.Element("summary")?.Value ?? "");
            if (match.Success) stated.Add(ShortName(member.Attribute("name")!.Value), Array.IndexOf(Numbers, match.Groups["number"].Value));
        }

        return stated;
    }

    private static string ShortName(string name)
    {
        var parts = name["M:Conversations.".Length..].Split('(');
        var parameters = Namespace().Replace(parts[1], "").Replace(",CancellationToken", "", StringComparison.Ordinal);
        return $"{parts[0]}({parameters}";
    }

    [GeneratedRegex("(?<number>[A-Z][a-z]+) round trips?")]
    private static partial Regex Statement();

    [GeneratedRegex(@"(\w+\.)+")]
    private static partial Regex Namespace();
}
