using Xunit;

namespace Conversations.Conformance;

/// <summary>Identities and the addresses that lead to them.</summary>
/// <param name="fixture">The backend.</param>
public abstract class IdentityConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Create_stores_the_identity()
    {
        Assert.Equal(Samples.FullIdentity(), await Store.Identities.CreateAsync(Samples.FullIdentity(), Token));

        Assert.Equal(Samples.FullIdentity(), await Store.Identities.GetAsync("identity", Token));
    }

    [Fact]
    public async Task Create_of_a_taken_id_already_exists_and_changes_nothing()
    {
        await Store.Identities.CreateAsync(Samples.FullIdentity(), Token);
        var holder = await Store.Identities.CreateAsync(WithAddresses("holder", null, "held"), Token);

        var error = await Assert.ThrowsAsync<RecordAlreadyExistsException>(() => Store.Identities.CreateAsync(WithAddresses("identity", null, "new", "held"), Token));

        Assert.Equal((ConversationStoreErrorCodes.AlreadyExists, RecordKinds.Identity, "identity"), (error.Code, error.Kind, error.Id));
        Assert.Equal(Samples.FullIdentity(), await Store.Identities.GetAsync("identity", Token));
        Assert.Null(await ResolveAsync("new"));
        Assert.Equal(holder, await ResolveAsync("held"));
    }

    [Fact]
    public async Task Get_of_an_unknown_identity_is_null() => Assert.Null(await Store.Identities.GetAsync("unknown", Token));

    [Fact]
    public async Task Create_declares_its_addresses_under_its_own_organization()
    {
        var identity = await Store.Identities.CreateAsync(Samples.FullIdentity(), Token);

        Assert.Equal(identity, await ResolveAsync("+43 1 234", "org-1"));
        Assert.Equal(identity, await ResolveAsync("+43 1 235", "org-1"));
        Assert.Equal(identity, await Store.Identities.ResolveAsync(ChannelType.Email, "ada@example.org", "org-1", Token));
        Assert.Null(await ResolveAsync("+43 1 234"));
        Assert.Null(await ResolveAsync("+43 1 234", "org-2"));
    }

    [Fact]
    public async Task Create_takes_its_addresses_over_from_whoever_had_them()
    {
        var before = await Store.Identities.CreateAsync(WithAddresses("before", "org", "x"), Token);

        var after = await Store.Identities.CreateAsync(WithAddresses("after", "org", "x"), Token);

        Assert.Equal(after, await ResolveAsync("x", "org"));
        Assert.Equal(before, await Store.Identities.GetAsync("before", Token));
    }

    [Fact]
    public async Task Unscoped_space_is_a_space_of_its_own_and_never_a_wildcard()
    {
        var unscoped = await Store.Identities.CreateAsync(WithAddresses("unscoped", null, "x", "only unscoped"), Token);
        var scoped = await Store.Identities.CreateAsync(WithAddresses("scoped", "org", "x", "only scoped"), Token);

        Assert.Equal(unscoped, await ResolveAsync("x"));
        Assert.Equal(scoped, await ResolveAsync("x", "org"));
        Assert.Null(await ResolveAsync("only scoped"));
        Assert.Null(await ResolveAsync("only unscoped", "org"));
    }

    [Fact]
    public async Task Create_of_a_taken_id_links_nothing_not_even_for_a_moment()
    {
        var holder = await Store.Identities.CreateAsync(WithAddresses("holder", "home", "x"), Token);
        var replica = await OpenReplicaAsync();
        for (var i = 0; i < 20; i++)
        {
            var refused = replica.Identities.CreateAsync(WithAddresses("holder", null, "x"), Token);
            Assert.Null(await ResolveAsync("x"));

            await Assert.ThrowsAsync<RecordAlreadyExistsException>(() => refused);
            Assert.Null(await ResolveAsync("x"));
        }

        Assert.Equal(holder, await ResolveAsync("x", "home"));
    }

    [Fact]
    public async Task Resolve_tells_channel_types_apart_and_compares_addresses_as_they_are()
    {
        await Store.Identities.CreateAsync(WithAddresses("identity", null, "Ada@example.org"), Token);

        Assert.NotNull(await ResolveAsync("Ada@example.org"));
        Assert.Null(await Store.Identities.ResolveAsync(ChannelType.Mms, "Ada@example.org", cancellationToken: Token));
        Assert.Null(await ResolveAsync("ada@example.org"));
        Assert.Null(await ResolveAsync("Ada@example.org "));
    }

    [Fact]
    public async Task Link_makes_the_address_resolve_and_adds_it_to_the_identity()
    {
        await Store.Identities.CreateAsync(WithAddresses("identity", null, "first"), Token);

        var linked = await LinkAsync("identity", "second");

        Assert.Equal(WithAddresses("identity", null, "first", "second"), linked);
        Assert.Equal(linked, await Store.Identities.GetAsync("identity", Token));
        Assert.Equal(linked, await ResolveAsync("second"));
    }

    [Fact]
    public async Task Link_of_a_new_channel_type_begins_its_list_behind_the_others()
    {
        await Store.Identities.CreateAsync(WithAddresses("identity", null, "x"), Token);

        var linked = await Store.Identities.LinkAddressAsync("identity", new("from_the_future"), "y", cancellationToken: Token);

        Assert.Equal(["sms", "from_the_future"], linked.ChannelAddresses.Keys);
        Assert.Equal(linked, await Store.Identities.ResolveAsync(new("from_the_future"), "y", cancellationToken: Token));
    }

    [Fact]
    public async Task Link_again_changes_nothing()
    {
        await Store.Identities.CreateAsync(WithAddresses("identity", null, "x", "y"), Token);

        var linked = await LinkAsync("identity", "x");

        Assert.Equal(WithAddresses("identity", null, "x", "y"), linked);
        Assert.Equal(linked, await ResolveAsync("x"));
    }

    [Fact]
    public async Task Link_last_wins_and_whoever_had_the_address_keeps_it_as_history()
    {
        await Store.Identities.CreateAsync(WithAddresses("a", null, "x"), Token);
        await Store.Identities.CreateAsync(Samples.Identity("b"), Token);

        await LinkAsync("b", "x");

        Assert.Equal("b", (await ResolveAsync("x"))?.Id);
        Assert.Equal(WithAddresses("a", null, "x"), await Store.Identities.GetAsync("a", Token));

        await LinkAsync("a", "x");
        Assert.Equal("a", (await ResolveAsync("x"))?.Id);
    }

    [Fact]
    public async Task Link_counts_in_the_organization_it_names_and_no_other()
    {
        await Store.Identities.CreateAsync(WithAddresses("identity", "home", "x"), Token);
        await Store.Identities.CreateAsync(WithAddresses("other", "away", "x"), Token);

        await LinkAsync("identity", "y", "away");

        Assert.Equal("identity", (await ResolveAsync("y", "away"))?.Id);
        Assert.Null(await ResolveAsync("y", "home"));
        Assert.Null(await ResolveAsync("y"));
        Assert.Equal("other", (await ResolveAsync("x", "away"))?.Id);
    }

    [Fact]
    public async Task Link_keeps_everything_else_of_the_identity()
    {
        await Store.Identities.CreateAsync(Samples.FullIdentity(), Token);

        var linked = await Store.Identities.LinkAddressAsync("identity", ChannelType.Telegram, "@ada", "org-1", Token);

        Assert.Equal(Samples.FullIdentity() with { ChannelAddresses = Samples.FullIdentity().ChannelAddresses.With("telegram", ["@ada"]) }, linked);
        Assert.Equal(linked, await Store.Identities.GetAsync("identity", Token));
    }

    [Fact]
    public async Task Link_to_an_unknown_identity_is_not_found_and_leaves_the_address_with_whoever_has_it()
    {
        var holder = await Store.Identities.CreateAsync(WithAddresses("holder", null, "held"), Token);

        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => LinkAsync("unknown", "held"));

        Assert.Equal((RecordKinds.Identity, "unknown"), (error.Kind, error.Id));
        Assert.Equal(holder, await ResolveAsync("held"));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => LinkAsync("unknown", "free"));
        Assert.Null(await ResolveAsync("free"));
    }

    private static Identity WithAddresses(string id, string? organizationId, params string[] addresses) =>
        Samples.Identity(id) with { OrganizationId = organizationId, ChannelAddresses = ValueMap.Of<ValueList<string>>(("sms", ValueList.From(addresses))) };

    private Task<Identity?> ResolveAsync(string address, string? organizationId = null) => Store.Identities.ResolveAsync(ChannelType.Sms, address, organizationId, Token);

    private Task<Identity> LinkAsync(string identityId, string address, string? organizationId = null) =>
        Store.Identities.LinkAddressAsync(identityId, ChannelType.Sms, address, organizationId, Token);
}
