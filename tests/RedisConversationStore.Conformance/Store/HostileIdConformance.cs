using Xunit;

namespace Conversations.Conformance;

/// <summary>Any string that is a valid id can be used as one, and can neither collide with nor reach another record.</summary>
/// <param name="fixture">The backend.</param>
public abstract class HostileIdConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    private static readonly string[] All = [.. Samples.HostileIds];
    private static readonly string[] InIdOrder = [.. All.Order(IdOrder.Instance)];

    [Fact]
    public async Task Rooms_under_hostile_ids_are_rooms_of_their_own()
    {
        await ForEachAsync(id => CreateRoomAsync(id, room => room with { Metadata = DataObject.Of((id, id)) }));

        Assert.Equal(InIdOrder, (await Store.Rooms.ListAsync(limit: 1000, cancellationToken: Token)).Select(room => room.Id));
        await ForEachAsync(async id =>
        {
            var room = await RoomAsync(id);
            Assert.Equal((id, DataObject.Of((id, id))), (room.Id, room.Metadata));
        });

        var deleted = All.Where((_, i) => i % 2 == 0).ToHashSet();
        foreach (var id in deleted) Assert.True(await Store.Rooms.DeleteAsync(id, Token));
        await ForEachAsync(async id => Assert.Equal(!deleted.Contains(id), await Store.Rooms.ExistsAsync(id, Token)));
    }

    [Fact]
    public async Task Rooms_under_hostile_ids_keep_what_is_in_them_apart()
    {
        await ForEachAsync(async id =>
        {
            await CreateRoomAsync(id);
            await AddAsync(Samples.Event("e", id) with { Content = new TextContent { Body = id }, IdempotencyKey = "key" });
            await Store.Bindings.AddAsync(Samples.Binding(roomId: id) with { ParticipantId = id }, Token);
            await Store.Participants.AddAsync(Samples.Participant(roomId: id) with { DisplayName = id }, Token);
            await Store.Observations.AddAsync(Samples.Observation(roomId: id) with { Content = id }, Token);
            await Store.ReadState.MarkAllReadAsync(id, Samples.ChannelId, Token);
        });
        var deleted = All.Where((_, i) => i % 2 == 0).ToHashSet();
        foreach (var id in deleted) await Store.Rooms.DeleteAsync(id, Token);

        await ForEachAsync(async id =>
        {
            var there = !deleted.Contains(id);
            Assert.Equal(there ? id : null, ((TextContent?)(await Store.Events.GetAsync(id, "e", Token))?.Content)?.Body);
            Assert.Equal(there ? 1 : 0, await Store.Events.CountAsync(id, Token));
            Assert.Equal(there, await Store.Idempotency.IsSeenAsync(id, "key", Token));
            Assert.Equal(there ? id : null, (await Store.Bindings.GetAsync(id, Samples.ChannelId, Token))?.ParticipantId);
            Assert.Equal(there ? id : null, (await Store.Participants.GetAsync(id, "participant", Token))?.DisplayName);
            Assert.Equal(there ? id : null, (await Store.Observations.GetAsync(id, "observation", Token))?.Content);
            Assert.Equal(there ? 1 : 0, (await Store.ReadState.MarkersAsync(id, Token)).Count);
        });
        Assert.Equal(InIdOrder.Where(id => !deleted.Contains(id)), await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, limit: 1000, cancellationToken: Token));
    }

    [Fact]
    public async Task Events_under_hostile_ids_are_events_of_their_own()
    {
        await CreateRoomAsync();
        await ForEachAsync(id => AddAsync(Samples.Event(id) with { Content = new TextContent { Body = id } }));

        await ForEachAsync(async id =>
        {
            var roomEvent = await Store.Events.GetAsync(Samples.RoomId, id, Token);
            Assert.Equal((id, Array.IndexOf(All, id), id), (roomEvent!.Id, (int)roomEvent.Index!, ((TextContent)roomEvent.Content).Body));
            Assert.Equal(roomEvent, await Store.Events.GetAsync(id, Token));
            Assert.True((await Store.Events.AddAsync(Samples.Event(id), cancellationToken: Token)).IsDuplicate);
        });
        Assert.Equal(All, await EventIdsAsync());

        foreach (var (i, id) in All.Index())
        {
            Assert.Equal([id], await Store.Events.DeleteAsync(Samples.RoomId, id, cancellationToken: Token));
            Assert.Equal(All.Length - i - 1, await Store.Events.CountAsync(Samples.RoomId, Token));
        }
    }

    [Fact]
    public async Task Threads_under_hostile_ids_are_threads_of_their_own()
    {
        await CreateRoomAsync();
        foreach (var (i, id) in All.Index()) await AddAsync(Samples.Reply($"reply {i}", id) with { CreatedAt = Samples.Instant.AddSeconds(i) });

        var summaries = await Store.Events.ThreadSummariesAsync(Samples.RoomId, All, Token);

        Assert.Equal(All.Select((id, i) => new ThreadSummary { RootEventId = id, ReplyCount = 1, LastReplyAt = Samples.Instant.AddSeconds(i) }), summaries);
        foreach (var (i, id) in All.Index())
        {
            Assert.Equal([$"reply {i}"], Ids(await Store.Events.ListAsync(Samples.RoomId, EventPage.Oldest(), new() { ParentEventId = id }, Token)));
        }
    }

    [Fact]
    public async Task Keys_under_hostile_names_are_keys_of_their_own()
    {
        await CreateRoomAsync();

        foreach (var (i, key) in All.Index())
        {
            Assert.False(await Store.Idempotency.IsSeenAsync(Samples.RoomId, key, Token));
            if (i % 2 == 0) Assert.True(await Store.Idempotency.ClaimAsync(Samples.RoomId, key, cancellationToken: Token));
            else await AddAsync(Samples.Event($"e{i}") with { IdempotencyKey = key });
        }

        foreach (var (i, key) in All.Index())
        {
            Assert.Equal(i % 2 == 0 ? null : $"e{i}", (await Store.Idempotency.GetEventAsync(Samples.RoomId, key, Token))?.Id);
            Assert.True(await Store.Idempotency.ReleaseAsync(Samples.RoomId, key, Token));
            Assert.False(await Store.Idempotency.IsSeenAsync(Samples.RoomId, key, Token));
        }

        Assert.Equal(All.Length / 2, (await RoomAsync()).EventCount);
    }

    [Fact]
    public async Task Channels_under_hostile_ids_are_channels_of_their_own()
    {
        await RoomWithEventsAsync("e0", "e1");
        foreach (var (i, id) in All.Index())
        {
            await Store.Bindings.AddAsync(Samples.Binding(id) with { ParticipantId = id }, Token);
            await Store.ReadState.MarkReadAsync(Samples.RoomId, id, $"e{i % 2}", Token);
        }

        Assert.Equal(InIdOrder, (await Store.Bindings.ListAsync(Samples.RoomId, Token)).Select(binding => binding.ChannelId));
        var markers = await Store.ReadState.MarkersAsync(Samples.RoomId, Token);
        Assert.Equal(All.Length, markers.Count);
        foreach (var (i, id) in All.Index())
        {
            Assert.Equal(i % 2, markers[id]);
            Assert.Equal(1 - (i % 2), await Store.ReadState.UnreadCountAsync(Samples.RoomId, id, Token));
            Assert.Equal(id, (await Store.Bindings.GetAsync(Samples.RoomId, id, Token))?.ParticipantId);
            Assert.Equal(Samples.RoomId, (await Store.Directory.FindLatestAsync(id, cancellationToken: Token))?.Id);
            Assert.Equal([Samples.RoomId], await Store.Directory.FindIdsByChannelAsync(id, cancellationToken: Token));
            Assert.True(await Store.Bindings.RemoveAsync(Samples.RoomId, id, Token));
            Assert.Empty(await Store.Directory.FindIdsByChannelAsync(id, cancellationToken: Token));
            Assert.Null(await Store.Directory.FindLatestAsync(id, cancellationToken: Token));
        }
    }

    [Fact]
    public async Task Participants_under_hostile_ids_are_participants_of_their_own()
    {
        await CreateRoomAsync();
        await ForEachAsync(id => Store.Participants.AddAsync(Samples.Participant(id) with { ChannelId = id, ConnectedVia = [id], DisplayName = id }, Token));

        Assert.Equal(InIdOrder, (await Store.Participants.ListAsync(Samples.RoomId, Token)).Select(participant => participant.Id));
        await ForEachAsync(async id =>
        {
            var participant = await Store.Participants.GetAsync(Samples.RoomId, id, Token);
            Assert.Equal(Samples.Participant(id) with { ChannelId = id, ConnectedVia = [id], DisplayName = id }, participant);
            Assert.NotNull(await Store.Directory.FindLatestAsync(id, cancellationToken: Token));
            Assert.True(await Store.Participants.RemoveAsync(Samples.RoomId, id, Token));
            Assert.Null(await Store.Directory.FindLatestAsync(id, cancellationToken: Token));
        });
    }

    [Fact]
    public async Task Tasks_and_observations_under_hostile_ids_are_records_of_their_own()
    {
        await CreateRoomAsync();
        await ForEachAsync(async id =>
        {
            await Store.Tasks.AddAsync(Samples.Task(id) with { Title = id }, Token);
            await Store.Observations.AddAsync(Samples.Observation(id) with { Content = id }, Token);
        });

        Assert.Equal(InIdOrder, (await Store.Tasks.ListAsync(Samples.RoomId, cancellationToken: Token)).Select(task => task.Title));
        Assert.Equal(InIdOrder, (await Store.Observations.ListAsync(Samples.RoomId, Token)).Select(observation => observation.Content));
        await ForEachAsync(async id =>
        {
            Assert.Equal(id, (await Store.Tasks.GetAsync(id, Token))?.Title);
            Assert.Equal(id, (await Store.Observations.GetAsync(Samples.RoomId, id, Token))?.Content);
        });
    }

    [Fact]
    public async Task Identities_addresses_organizations_and_channel_types_under_hostile_names_are_their_own()
    {
        await Store.Identities.CreateAsync(Samples.Identity("unscoped"), Token);
        await Store.Identities.LinkAddressAsync("unscoped", ChannelType.Sms, "address", cancellationToken: Token);
        await ForEachAsync(id => Store.Identities.CreateAsync(Samples.Identity(id) with { ChannelAddresses = ValueMap.Of<ValueList<string>>(("sms", [id])) }, Token));
        await ForEachAsync(id => Store.Identities.LinkAddressAsync(id, ChannelType.Sms, "address", id, Token));
        await ForEachAsync(id => Store.Identities.LinkAddressAsync(id, new(id), "address", cancellationToken: Token));

        await ForEachAsync(async id =>
        {
            Assert.Equal(id, (await Store.Identities.GetAsync(id, Token))?.Id);
            Assert.Equal(id, (await Store.Identities.ResolveAsync(ChannelType.Sms, id, cancellationToken: Token))?.Id);
            Assert.Equal(id, (await Store.Identities.ResolveAsync(ChannelType.Sms, "address", id, Token))?.Id);
            Assert.Equal(id, (await Store.Identities.ResolveAsync(new(id), "address", cancellationToken: Token))?.Id);
        });
        Assert.Equal("unscoped", (await Store.Identities.ResolveAsync(ChannelType.Sms, "address", cancellationToken: Token))?.Id);
    }

    [Theory]
    [InlineData("a", "b:c", "a:b", "c")]
    [InlineData("a", "b%3Ac", "a%3Ab", "c")]
    [InlineData("a", "b c", "a b", "c")]
    [InlineData("a", "b|c", "a|b", "c")]
    [InlineData("a", "b/c", "a/b", "c")]
    [InlineData("{a", "b}", "{a}", "b")]
    [InlineData("1", "23", "12", "3")]
    public async Task Parts_of_a_composite_name_cannot_run_into_one_another(string first, string firstRest, string second, string secondRest)
    {
        foreach (var (organization, address) in new[] { (first, firstRest), (second, secondRest) })
        {
            var name = $"{organization}→{address}";
            await Store.Identities.CreateAsync(Samples.Identity(name), Token);
            await Store.Identities.LinkAddressAsync(name, ChannelType.Sms, address, organization, Token);
            await Store.Identities.LinkAddressAsync(name, new(organization), address, cancellationToken: Token);
            await CreateRoomAsync(organization);
            await AddAsync(Samples.Event(address, organization) with { IdempotencyKey = address });
        }

        foreach (var (organization, address) in new[] { (first, firstRest), (second, secondRest) })
        {
            Assert.Equal($"{organization}→{address}", (await Store.Identities.ResolveAsync(ChannelType.Sms, address, organization, Token))?.Id);
            Assert.Equal($"{organization}→{address}", (await Store.Identities.ResolveAsync(new(organization), address, cancellationToken: Token))?.Id);
            Assert.Equal(organization, (await Store.Events.GetAsync(organization, address, Token))?.RoomId);
        }

        Assert.Null(await Store.Events.GetAsync(first, secondRest, Token));
        Assert.False(await Store.Idempotency.IsSeenAsync(second, firstRest, Token));
    }

    [Fact]
    public async Task Metadata_keys_can_be_any_text_and_cannot_reach_the_room()
    {
        string[] keys = ["", " ", "\0", Samples.HostileText, "id", "organization_id", "created_at", "updated_at", "event_count", "latest_index", "delivered_index", "m:", "m:a", .. All];
        var metadata = DataObject.From(keys.Select((key, i) => KeyValuePair.Create(key, (DataValue)i)));
        var room = await CreateRoomAsync();

        await Store.Rooms.PatchMetadataAsync(room.Id, metadata, cancellationToken: Token);

        var patched = await RoomAsync();
        Assert.Equal(room with { Metadata = metadata, UpdatedAt = patched.UpdatedAt, Version = 2 }, patched);
        Assert.Equal(keys, patched.Metadata.Keys);
        foreach (var key in keys)
        {
            Assert.Equal([room.Id], (await Store.Directory.FindAsync(new() { Metadata = DataObject.Of((key, metadata[key])) }, cancellationToken: Token)).Select(found => found.Id));
        }

        Assert.Equal(DataObject.Empty, (await Store.Rooms.PatchMetadataAsync(room.Id, DataObject.Empty, keys, Token))?.Metadata);
        Assert.Equal(0, (await AddAsync(Samples.Event("e"))).Index);
    }

    [Fact]
    public async Task Organizations_under_hostile_ids_are_organizations_of_their_own()
    {
        foreach (var (i, id) in All.Index()) await CreateRoomAsync($"r{i}", room => room with { OrganizationId = id, Status = new(id) });

        foreach (var (i, id) in All.Index())
        {
            Assert.Equal($"r{i}", Assert.Single(await Store.Directory.FindAsync(new() { OrganizationId = id }, cancellationToken: Token)).Id);
            Assert.Equal($"r{i}", Assert.Single(await Store.Directory.FindAsync(new() { Status = new RoomStatus(id) }, cancellationToken: Token)).Id);
        }
    }

    private static async Task ForEachAsync(Func<string, Task> action)
    {
        foreach (var id in All) await action(id);
    }
}
