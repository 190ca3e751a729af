using System.Reflection;
using System.Text.RegularExpressions;
using Conversations.Redis.Connection;
using Conversations.Redis.Doctor;
using Conversations.Redis.Doctor.Rules;
using Conversations.Redis.Tests.Security;
using Xunit;

namespace Conversations.Redis.Tests.Doctor;

/// <summary>Rules about states into which no server here can be brought, and the lists that must agree.</summary>
public sealed partial class DoctorRulesTests
{
    // What the client sends by itself, and what the doctor asks apart from the rights.
    private static readonly string[] OfTheClient = ["info", "subscribe", "cluster|nodes", "client|setname"];

    [Theory]
    [InlineData("6.2.14", "Error version_too_old")]
    [InlineData("7.0.0", "")]
    [InlineData("8.2.1", "")]
    [InlineData("", "")]
    public void Version_is_judged(string version, string expected) =>
        Assert.Equal(expected, DoctorTests.Codes(ServerRules.Judge(State("a", ("redis_version", version)) with { Settings = new Dictionary<string, string>() })));

    [Theory]
    [InlineData("aof_last_write_status")]
    [InlineData("aof_last_bgrewrite_status")]
    [InlineData("rdb_last_bgsave_status")]
    public void Disk_that_fails_is_an_error(string line) =>
        Assert.Equal("Error persistence_failing", DoctorTests.Codes(PersistenceRules.Judge(State("a", (line, "err")))));

    [Theory]
    [InlineData("state=online,offset=1000,lag=11", true)]
    [InlineData("state=wait_bgsave,offset=0,lag=0", true)]
    [InlineData("state=online,offset=1000,lag=10", false)]
    public void Replica_that_is_silent_or_copies_lags(string replica, bool lags)
    {
        var state = State("a", ("role", "master"), ("connected_slaves", "1"), ("master_repl_offset", "1000"), ("slave0", "ip=10.0.0.2,port=6379," + replica));

        Assert.Equal(lags ? "Warning replica_lagging" : "", DoctorTests.Codes(ReplicationRules.Judge(state, waitForReplicas: 1)));
    }

    [Fact]
    public void Clocks_of_servers_are_held_against_each_other()
    {
        var first = new ServerState("first") { ClockOffset = TimeSpan.FromSeconds(-1.5), Latency = TimeSpan.FromMilliseconds(1) };
        var last = new ServerState("last") { ClockOffset = TimeSpan.FromSeconds(1.5), Latency = TimeSpan.FromMilliseconds(1) };

        var finding = Assert.Single(ClockRules.Judge([first, last]));

        Assert.Equal((DoctorCodes.ClockSkewBetweenServers, "last"), (finding.Code, finding.Server));
        Assert.Empty(ClockRules.Judge([first, last with { Latency = TimeSpan.FromSeconds(3) }]));
        Assert.Empty(ClockRules.Judge([first]));
    }

    [Fact]
    public void Cluster_is_read_as_its_nodes_tell_it()
    {
        var view = ClusterView.Parse("""
            aa 127.0.0.1:7000@17000,host myself,master - 0 0 1 connected 0-99 200 [300->-bb]
            bb 127.0.0.1:7001@17001 master,fail - 0 0 2 disconnected 300-16383
            cc 127.0.0.1:7002@17002 slave,fail? aa 0 0 1 connected

            """);

        Assert.Equal(16384 - 101, view.UncoveredSlots);
        Assert.Equal(["127.0.0.1:7000", "127.0.0.1:7001", "127.0.0.1:7002"], view.Members.Select(member => member.Server));
        var states = new ServerState[] { new("127.0.0.1:7000") { Cluster = view } };
        Assert.Equal("Error slots_not_covered, Warning node_failing, Warning node_failing", DoctorTests.Codes(ClusterRules.Judge(states)));
    }

    [Fact]
    public void Doctor_tries_the_rights_that_the_documentation_gives()
    {
        var tried = RequiredCommands.Rest("key", waitsForReplicas: false).Select(required => required.Command).Append(RequiredCommands.First);

        Assert.Equal(AccessRules.Store.Commands.Except(OfTheClient).Order(StringComparer.Ordinal), tried.Order(StringComparer.Ordinal));
        Assert.Contains("wait", RequiredCommands.Rest("key", waitsForReplicas: true).Select(required => required.Command));
    }

    [Fact]
    public void Documentation_lists_every_finding()
    {
        var documented = FindingRow().Matches(File.ReadAllText(Repository.PathOf("docs/operating.md"))).Select(row => row.Groups["code"].Value);
        var codes = typeof(DoctorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(codes, documented);
    }

    private static ServerState State(string server, params (string Name, string Value)[] info) =>
        new(server) { Info = info.ToDictionary(line => line.Name, line => line.Value) };

    [GeneratedRegex(@"^\| `(?<code>[a-z_]+)` \| (error|warning|information)", RegexOptions.Multiline)]
    private static partial Regex FindingRow();
}
