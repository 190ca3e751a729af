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

    /// <summary>The store's user on a Redis Cluster.</summary>
    internal static AccessRules OnCluster => Store.With(ReadSetup("Redis Cluster"));

    /// <summary>The store's user on a Redis Cluster whose replicas it reads.</summary>
    internal static AccessRules OnClusterWithReplicas => OnCluster.With(ReadSetup("Reads from replicas of a cluster (`ReadPreference.PreferReplica`)"));

    /// <summary>The store's user where writes wait for replicas.</summary>
    internal static AccessRules WaitingForReplicas => Store.With(ReadSetup("`WaitForReplicas`"));

    /// <summary>The store's user in a database other than 0.</summary>
    internal static AccessRules InOtherDatabase => Store.With(ReadSetup("A database other than 0 (`defaultDatabase`)"));

    /// <summary>What a connection string needs for this user.</summary>
    internal string Login => $",user={User},password={Password}";

    /// <summary>The commands granted, a subcommand behind a bar.</summary>
    internal string[] Commands => [.. Words.Where(word => word.StartsWith('+')).Select(word => word[1..])];

    /// <summary>The user without a right.</summary>
    internal AccessRules Without(string command) => this with { Words = [.. Words.Where(word => word != "+" + command)] };

    /// <summary>Makes the user on the server of a connection.</summary>
    internal Task ApplyAsync(IConnectionMultiplexer admin) => ApplyAsync(admin.GetServers().Single());

    /// <summary>Makes the user on a server.</summary>
    internal Task ApplyAsync(IServer server) =>
        server.ExecuteAsync("ACL", ["SETUSER", User, "reset", .. Words.Select(word => word.Replace(Placeholder, Password, StringComparison.Ordinal))]);

    private AccessRules With(string[] more) => this with { Words = [.. Words, .. more] };

    private static AccessRules Read(string user)
    {
        var line = UserLine().Matches(Document()).Single(match => match.Groups["user"].Value == user);
        return new(user, Split(line.Groups["rules"]));
    }

    private static string[] ReadSetup(string setup) =>
        Split(SetupLine().Matches(Document()).Single(match => match.Groups["setup"].Value == setup).Groups["rules"]);

    private static string Document() => File.ReadAllText(Repository.PathOf("docs/security.md"));

    private static string[] Split(Group rules) => rules.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^user (?<user>\S+) (?<rules>.+)$", RegexOptions.Multiline)]
    private static partial Regex UserLine();

    [GeneratedRegex(@"^- (?<setup>[^:\n]+): `(?<rules>\+[^`]+)`", RegexOptions.Multiline)]
    private static partial Regex SetupLine();
}
