namespace Conversations.Redis.Load;

internal static class GatedIdentities
{
    internal static IReadOnlyList<GatedOperation> All { get; } =
    [
        GatedOperation.Of("identities.create", stage =>
        {
            var identities = GateStage.Each(Identity);
            return number => stage.Store.Identities.CreateAsync(identities[number]);
        }),
        new("identities.get", async stage =>
        {
            var identity = Identity(0);
            await stage.Store.Identities.CreateAsync(identity);
            return _ => stage.Store.Identities.GetAsync(identity.Id);
        }),
        new("identities.resolve", async stage =>
        {
            await stage.Store.Identities.CreateAsync(Identity(0));
            var address = Address(0);
            return _ => stage.Store.Identities.ResolveAsync(ChannelType.Sms, address, "acme");
        }),
        new("identities.link_address", async stage =>
        {
            // One each: an identity that grows costs more from call to call.
            var identities = GateStage.Each(Identity);
            foreach (var identity in identities) await stage.Store.Identities.CreateAsync(identity);
            var addresses = GateStage.Each(number => GateStage.Numbered("address", number));
            return number => stage.Store.Identities.LinkAddressAsync(identities[number].Id, ChannelType.Email, addresses[number], "acme");
        }),
    ];

    private static Identity Identity(int number) => new()
    {
        Id = GateStage.Numbered("identity", number),
        OrganizationId = "acme",
        DisplayName = "Ada",
        ChannelAddresses = new([new(ChannelType.Sms.ToString(), [Address(number)])]),
    };

    private static string Address(int number) => $"+43123{number:d6}";
}
