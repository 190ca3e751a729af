using Conversations.Tests.Indexes.Model.Checking;
using Conversations.Tests.Indexes.Model.Identities;
using Xunit;

namespace Conversations.Tests.Indexes.Model;

/// <summary>The links of addresses to identities, in every order of commands.</summary>
[Collection("Exploration")] // One after the other: each takes up to 900 MB.
public sealed class IdentityLinkTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, LinkSetup> Setups = new()
    {
        ["an address linked to two more identities"] = new() { Identities = [1, 2] },
        ["an address with abandoned links, linked to another identity and back"] = new() { Identities = [1, 0], Abandoned = 1 },
        ["an address linked to identities that listed it before"] = new() { Identities = [1, 2], Lists = 0b111 },
        ["an address without links, two identities"] = new() { Identities = [1, 2], Lists = 0 },
        ["an identity created twice with the address of another"] = new() { Identities = [1, 1], IsCreated = true },
    };

    public static TheoryData<string> Cases => [.. Setups.Keys];

    public static TheoryData<LinkMutation> Mutations => [.. Enum.GetValues<LinkMutation>().Where(static mutation => mutation != LinkMutation.None)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Protocol_in_every_order_keeps_its_promises(string name)
    {
        var result = Exploration.Run(new LinkModel(Setups[name]));

        output.WriteLine($"{name}: {result}");
        Assert.Null(result.BrokenPromise);
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Protocol_without_a_rule_breaks_a_promise(LinkMutation mutation)
    {
        var broken = Setups.Values.Select(setup => Exploration.Run(new LinkModel(setup with { Mutation = mutation }))).FirstOrDefault(static result => result.BrokenPromise is not null);

        Assert.NotNull(broken);
        output.WriteLine($"{mutation}: {broken}");
    }
}
