using System.Text.RegularExpressions;
using StackExchange.Redis;

namespace Conversations.Redis.Tests.Security;

/// <summary>A user as docs/security.md tells operators to make it, in the form of an ACL file.</summary>
internal sealed partial record AccessRules(string User, string[] Words)
{
    internal const string Password = "s3cr3t-of-the-user";

    private const string Placeholder = "PASSWORD";

    /// <summary>Who may do what the store does.</summary>
    internal static AccessRules Store => Read("convstore");

    /// <summary>Who may do what <c>convstore verify</c> and <c>convstore stats</c> do.</summary>
    internal static AccessRules Auditor => Read("convstore-audit");

    /// <summary>What a connection string needs for this user.</summary>
    internal string Login => $",user={User},password={Password}";

    /// <summary>The commands granted, a subcommand behind a bar.</summary>
    internal string[] Commands => [.. Words.Where(word => word.StartsWith('+')).Select(word => word[1..])];

    /// <summary>Makes the user on a server.</summary>
    internal Task ApplyAsync(IConnectionMultiplexer admin) =>
        admin.GetServers().Single().ExecuteAsync("ACL", ["SETUSER", User, "reset", .. Words.Select(word => word.Replace(Placeholder, Password, StringComparison.Ordinal))]);

    private static AccessRules Read(string user)
    {
        var document = File.ReadAllText(Repository.PathOf("docs/security.md"));
        var line = UserLine().Matches(document).Single(match => match.Groups["user"].Value == user);
        return new(user, line.Groups["rules"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex(@"^user (?<user>\S+) (?<rules>.+)$", RegexOptions.Multiline)]
    private static partial Regex UserLine();
}
