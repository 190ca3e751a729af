using Xunit;

namespace Conversations.Conformance;

/// <summary>Every record comes back exactly as it was written, also what this version does not know, and survives being written back.</summary>
/// <param name="fixture">The backend.</param>
public abstract class RoundTripConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    private const string Future = "from the future ✨";

    /// <summary>The content types, and one that this version does not know.</summary>
    public static TheoryData<string> ContentTypes { get; } = [.. Samples.Contents.Keys];

    [Theory]
    [MemberData(nameof(ContentTypes))]
    public async Task Content_survives_a_write_and_being_written_back(string contentType)
    {
        await CreateRoomAsync();
        var given = Samples.Event("e") with { Content = Samples.Contents[contentType] };

        await AddAsync(given);
        var read = await Store.Events.GetAsync(Samples.RoomId, "e", Token);
        Assert.Equal(given with { Index = 0 }, read);

        await Store.Events.UpdateAsync(read! with { Status = EventStatus.Read }, Token);
        Assert.Equal(given with { Index = 0, Status = EventStatus.Read }, await Store.Events.GetAsync(Samples.RoomId, "e", Token));
    }

    [Fact]
    public void Every_content_type_of_the_contract_is_tried()
    {
        var types = typeof(EventContent).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(EventContent)));

        Assert.Equal(types.OrderBy(type => type.Name), Samples.Contents.Values.Select(content => content.GetType()).OrderBy(type => type.Name));
    }

    [Fact]
    public async Task Event_with_every_member_set_survives()
    {
        await CreateRoomAsync();

        await AddAsync(Samples.FullEvent("e"));
        var read = (await Store.Events.GetAsync("e", Token))!;
        Assert.Equal(Samples.FullEvent("e") with { Index = 0 }, read);
        Assert.Equal(read, await Store.Events.UpdateAsync(read, Token));

        Assert.Equal(read, await Store.Events.GetAsync("e", Token));
    }

    [Fact]
    public async Task Event_with_every_member_at_its_default_survives()
    {
        await CreateRoomAsync();

        await AddAsync(Samples.Event("e"));

        Assert.Equal(Samples.Event("e") with { Index = 0 }, await Store.Events.GetAsync("e", Token));
    }

    [Fact]
    public async Task Null_and_empty_stay_different()
    {
        await CreateRoomAsync();

        var nothing = await AddAsync(Samples.Event("null") with { AddressedTo = null, BlockedBy = null });
        var empty = await AddAsync(Samples.Event("empty") with { AddressedTo = [], BlockedBy = "", ResponseVisibility = "", CorrelationId = "", Visibility = "" });

        Assert.Equal(nothing, await Store.Events.GetAsync("null", Token));
        Assert.Equal(empty, await Store.Events.GetAsync("empty", Token));
        Assert.NotNull((await Store.Events.GetAsync("empty", Token))!.AddressedTo);
        Assert.Equal("", (await Store.Events.GetAsync("empty", Token))!.BlockedBy);
    }

    [Fact]
    public async Task Room_with_every_member_set_survives()
    {
        await Store.Rooms.CreateAsync(Samples.FullRoom(), Token);
        var read = await RoomAsync();
        Assert.Equal(Samples.FullRoom() with { Version = 1 }, read);

        var updated = await Store.Rooms.UpdateAsync(read, read.Version, Token);

        Assert.Equal(read with { Version = 2, UpdatedAt = updated.UpdatedAt }, updated);
        Assert.Equal(updated, await RoomAsync());
    }

    [Fact]
    public async Task Records_of_a_room_with_every_member_set_survive()
    {
        await CreateRoomAsync();
        var binding = await Store.Bindings.AddAsync(Samples.FullBinding(), Token);
        var participant = await Store.Participants.AddAsync(Samples.FullParticipant(), Token);
        var task = await Store.Tasks.AddAsync(Samples.FullTask(), Token);
        var observation = await Store.Observations.AddAsync(Samples.FullObservation(), Token);

        await Store.Bindings.UpdateAsync((await Store.Bindings.GetAsync(Samples.RoomId, binding.ChannelId, Token))!, Token);
        await Store.Participants.UpdateAsync((await Store.Participants.GetAsync(Samples.RoomId, participant.Id, Token))!, Token);
        await Store.Tasks.UpdateAsync((await Store.Tasks.GetAsync(task.Id, Token))!, Token);
        await Store.Observations.UpdateAsync((await Store.Observations.GetAsync(Samples.RoomId, observation.Id, Token))!, Token);

        Assert.Equal([Samples.FullBinding()], await Store.Bindings.ListAsync(Samples.RoomId, Token));
        Assert.Equal([Samples.FullParticipant()], await Store.Participants.ListAsync(Samples.RoomId, Token));
        Assert.Equal([Samples.FullTask()], await Store.Tasks.ListAsync(Samples.RoomId, cancellationToken: Token));
        Assert.Equal([Samples.FullObservation()], await Store.Observations.ListAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Records_of_a_room_with_every_member_at_its_default_survive()
    {
        await CreateRoomAsync();
        await Store.Bindings.AddAsync(Samples.Binding(), Token);
        await Store.Participants.AddAsync(Samples.Participant(), Token);
        await Store.Tasks.AddAsync(Samples.Task(), Token);
        await Store.Observations.AddAsync(Samples.Observation(), Token);
        await Store.Identities.CreateAsync(Samples.Identity(), Token);

        Assert.Equal(Samples.Binding(), await Store.Bindings.GetAsync(Samples.RoomId, Samples.ChannelId, Token));
        Assert.Equal(Samples.Participant(), await Store.Participants.GetAsync(Samples.RoomId, "participant", Token));
        Assert.Equal(Samples.Task(), await Store.Tasks.GetAsync("task", Token));
        Assert.Equal(Samples.Observation(), await Store.Observations.GetAsync(Samples.RoomId, "observation", Token));
        Assert.Equal(Samples.Identity(), await Store.Identities.GetAsync("identity", Token));
    }

    [Fact]
    public async Task Free_form_data_keeps_the_order_of_its_keys_at_every_depth()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.FullEvent("e"));
        await Store.Tasks.AddAsync(Samples.FullTask(), Token);
        await Store.Rooms.CreateAsync(Samples.FullRoom("full"), Token);
        var roomEvent = (await Store.Events.GetAsync("e", Token))!;

        // Data is equal in any order; its JSON is not.
        var expected = Samples.Data.ToString();
        Assert.Equal(expected, roomEvent.Metadata.ToString());
        Assert.Equal(expected, roomEvent.Source.RawPayload.ToString());
        Assert.Equal(expected, roomEvent.ChannelData.Extra.ToString());
        Assert.Equal(Samples.UnknownMembers.ToString(), roomEvent.UnknownMembers.ToString());
        Assert.Equal(expected, (await Store.Tasks.GetAsync("task", Token))!.Metadata.ToString());
        Assert.Equal(expected, (await RoomAsync("full")).Metadata.ToString());
    }

    [Fact]
    public async Task Enum_values_this_version_does_not_know_survive()
    {
        await CreateRoomAsync(change: room => room with { Status = new(Future), AgentResponsePolicy = new(Future) });
        var roomEvent = await AddAsync(Samples.Event("e") with
        {
            Type = new(Future),
            Status = new(Future),
            Source = new() { ChannelId = "c", ChannelType = new(Future), Direction = new(Future) },
            Content = new CompositeContent
            {
                Parts =
                [
                    new RichContent { Body = "", Format = new(Future) },
                    new DeleteContent { TargetEventId = "e", DeleteType = new(Future) },
                    new ToolCallContent { ToolName = "", ToolId = "", Status = new(Future) },
                ],
            },
        });
        var binding = await Store.Bindings.AddAsync(
            Samples.Binding() with
            {
                ChannelType = new(Future),
                Category = new(Future),
                Direction = new(Future),
                Access = new(Future),
                Capabilities = new() { MediaTypes = [new(Future), ChannelMediaType.Text], DeliveryMode = new(Future) },
            },
            Token);
        var participant = await Store.Participants.AddAsync(Samples.Participant() with { Role = new(Future), Status = new(Future), Identification = new(Future) }, Token);
        var task = await Store.Tasks.AddAsync(Samples.Task() with { Status = new(Future) }, Token);

        await Store.Rooms.UpdateAsync(Samples.RoomId, read => read with { ClosedAt = Samples.Instant }, cancellationToken: Token);
        await Store.Events.UpdateAsync((await Store.Events.GetAsync("e", Token))!, Token);

        var room = await RoomAsync();
        Assert.Equal((Future, Future, 2L), (room.Status.Value, room.AgentResponsePolicy.Value, room.Version));
        Assert.Equal(roomEvent, await Store.Events.GetAsync("e", Token));
        Assert.Equal(binding, await Store.Bindings.GetAsync(Samples.RoomId, Samples.ChannelId, Token));
        Assert.Equal(participant, await Store.Participants.GetAsync(Samples.RoomId, participant.Id, Token));
        Assert.Equal(task, await Store.Tasks.GetAsync(task.Id, Token));
    }

    [Fact]
    public async Task Unknown_members_survive_being_written_back_with_other_changes()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.FullEvent("e"));
        await Store.Identities.CreateAsync(Samples.FullIdentity(), Token);

        var read = (await Store.Events.GetAsync("e", Token))!;
        await Store.Events.UpdateAsync(read with { Source = read.Source with { Provider = "changed" }, ChannelData = read.ChannelData with { ThreadId = null } }, Token);
        var linked = await Store.Identities.LinkAddressAsync("identity", ChannelType.Sms, "new", "org-1", Token);

        var stored = (await Store.Events.GetAsync("e", Token))!;
        Assert.Equal(Samples.UnknownMembers, stored.UnknownMembers);
        Assert.Equal(Samples.UnknownMembers, stored.Source.UnknownMembers);
        Assert.Equal(Samples.UnknownMembers, stored.ChannelData.UnknownMembers);
        Assert.Equal(Samples.UnknownMembers, stored.Content.UnknownMembers);
        Assert.Equal(Samples.UnknownMembers, linked.UnknownMembers);
    }

    [Fact]
    public async Task Content_nested_as_deep_as_may_be_survives()
    {
        await CreateRoomAsync();

        var stored = await AddAsync(Samples.Event("e") with { Content = Samples.Nested(CompositeContent.MaxDepth) });

        Assert.Equal(stored, await Store.Events.GetAsync("e", Token));
    }
}
