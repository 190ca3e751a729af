using Conversations;
using Conversations.Conformance;

namespace StoreConsumer;

/// <summary>A conversation that uses every aggregate of a store, and what each call must answer.</summary>
internal sealed class Conversation(IConversationStore store)
{
    private const string RoomId = Samples.RoomId;

    private const string ChannelId = Samples.ChannelId;

    public async Task HoldAsync()
    {
        await RoomsAsync();
        await EventsAsync();
        await IdempotencyAsync();
        await BindingsAsync();
        await ParticipantsAsync();
        await IdentitiesAsync();
        await TasksAsync();
        await ObservationsAsync();
        await ReadStateAsync();
        await DirectoryAsync();
    }

    private async Task RoomsAsync()
    {
        var room = await store.Rooms.CreateAsync(Samples.FullRoom());
        Expect.Same(Samples.FullRoom() with { Version = room.Version }, room);
        Expect.Same(room, await store.Rooms.GetAsync(RoomId));
        await Expect.ThrowsAsync<RecordAlreadyExistsException>(() => store.Rooms.CreateAsync(Samples.Room()));

        var closed = await store.Rooms.UpdateAsync(RoomId, found => found with { Status = RoomStatus.Active });
        Expect.Same(RoomStatus.Active, closed.Status);
        var patched = await store.Rooms.PatchMetadataAsync(RoomId, DataObject.Of(("topic", "bike")), ["z"]);
        Expect.That(patched!.Metadata.ContainsKey("topic") && !patched.Metadata.ContainsKey("z"));
        Expect.That(await store.Rooms.ExistsAsync(RoomId));
        Expect.That(!await store.Rooms.DeleteAsync("no such room"));
    }

    private async Task EventsAsync()
    {
        var index = 0L;
        foreach (var (type, content) in Samples.Contents)
        {
            var added = await store.Events.AddAsync(Samples.FullEvent(type) with { Content = content });
            Expect.Same(new(AddEventOutcome.Committed, Samples.FullEvent(type) with { Content = content, Index = index++ }), added);
            Expect.Same(added.Event, await store.Events.GetAsync(RoomId, type));
            Expect.Same(added.Event, await store.Events.GetAsync(type));
        }

        var again = await store.Events.AddAsync(Samples.FullEvent("second delivery") with { IdempotencyKey = "key of text" });
        Expect.Same(AddEventOutcome.Duplicate, again.Outcome);
        Expect.Same("text", again.Event.Id);

        var many = await store.Events.AddManyAsync(RoomId, [Samples.Event("question"), Samples.Reply("reply", "question"), Samples.Event("gone")]);
        Expect.That(many.All(result => result.Outcome == AddEventOutcome.Committed));
        var updated = await store.Events.UpdateAsync(many[1].Event with { Content = new TextContent { Body = "edited" } });
        Expect.Same(updated, await store.Events.GetAsync(RoomId, "reply"));
        Expect.Same("gone", (await store.Events.DeleteAsync(RoomId, "gone")).Single());
        Expect.Same(1, (await store.Events.ThreadSummariesAsync(RoomId, ["question"])).Single().ReplyCount);
        Expect.Same(index + 2, await store.Events.CountAsync(RoomId));

        Expect.Same(updated, (await store.Events.ListAsync(RoomId, EventPage.Newest(1))).Single());
        Expect.That((await store.Events.ConversationAsync(RoomId)).Count > 0);
        Expect.That((await store.Events.TimelineAsync(RoomId)).Count > 0);
        var read = await store.Events.ContinueAsync(RoomId, EventCursor.Start, limit: 1000);
        Expect.That(read is { IsContinuous: true } && read.Events.Count == index + 2);
        var kept = EventCursor.Parse(read!.Cursor.ToString());
        Expect.That((await store.Events.ContinueAsync(RoomId, kept))!.Events.Count == 0);
    }

    private async Task IdempotencyAsync()
    {
        Expect.That(await store.Idempotency.ClaimAsync(RoomId, "reminder", TimeSpan.FromMinutes(1)));
        Expect.That(!await store.Idempotency.ClaimAsync(RoomId, "reminder"));
        Expect.That(await store.Idempotency.IsSeenAsync(RoomId, "reminder"));
        Expect.That(await store.Idempotency.ReleaseAsync(RoomId, "reminder"));
        Expect.Same("text", (await store.Idempotency.GetEventAsync(RoomId, "key of text"))?.Id);
    }

    private async Task BindingsAsync()
    {
        var binding = Samples.FullBinding();
        Expect.Same(binding, await store.Bindings.AddAsync(binding));
        var muted = binding with { Muted = false };
        Expect.Same(muted, await store.Bindings.UpdateAsync(muted));
        Expect.Same(muted, await store.Bindings.GetAsync(RoomId, ChannelId));
        await store.Bindings.AddAsync(Samples.Binding("left"));
        Expect.That(await store.Bindings.RemoveAsync(RoomId, "left"));
        Expect.Same(muted, (await store.Bindings.ListAsync(RoomId)).Single());
    }

    private async Task ParticipantsAsync()
    {
        var participant = Samples.FullParticipant();
        Expect.Same(participant, await store.Participants.AddAsync(participant));
        var renamed = participant with { DisplayName = "Ada L." };
        Expect.Same(renamed, await store.Participants.UpdateAsync(renamed));
        Expect.Same(renamed, await store.Participants.GetAsync(RoomId, participant.Id));
        await store.Participants.AddAsync(Samples.Participant("left"));
        Expect.That(await store.Participants.RemoveAsync(RoomId, "left"));
        Expect.Same(renamed, (await store.Participants.ListAsync(RoomId)).Single());
    }

    private async Task IdentitiesAsync()
    {
        var identity = await store.Identities.CreateAsync(Samples.FullIdentity());
        Expect.Same(Samples.FullIdentity(), identity);
        Expect.Same(identity, await store.Identities.ResolveAsync(ChannelType.Sms, "+43 1 234", identity.OrganizationId));
        var linked = await store.Identities.LinkAddressAsync(identity.Id, ChannelType.Email, "ada@example.com", identity.OrganizationId);
        Expect.Same(linked, await store.Identities.GetAsync(identity.Id));
    }

    private async Task TasksAsync()
    {
        var task = Samples.FullTask();
        Expect.Same(task, await store.Tasks.AddAsync(task));
        var done = task with { Status = ConversationTaskStatus.Completed };
        Expect.Same(done, await store.Tasks.UpdateAsync(done));
        Expect.Same(done, await store.Tasks.GetAsync(task.Id));
        Expect.Same(done, (await store.Tasks.ListAsync(RoomId, ConversationTaskStatus.Completed)).Single());
    }

    private async Task ObservationsAsync()
    {
        var observation = Samples.FullObservation();
        Expect.Same(observation, await store.Observations.AddAsync(observation));
        var certain = observation with { Confidence = 1 };
        Expect.Same(certain, await store.Observations.UpdateAsync(certain));
        Expect.Same(certain, await store.Observations.GetAsync(RoomId, observation.Id));
        Expect.Same(certain, (await store.Observations.ListAsync(RoomId)).Single());
    }

    private async Task ReadStateAsync()
    {
        var events = await store.Events.CountAsync(RoomId);
        Expect.Same(events, await store.ReadState.UnreadCountAsync(RoomId, "webchat"));
        Expect.That(await store.ReadState.MarkReadAsync(RoomId, "webchat", "text"));
        Expect.Same(events - 1, (await store.ReadState.UnreadCountsAsync("webchat", [RoomId]))[RoomId]);
        Expect.That(await store.ReadState.RestoreMarkerAsync(new() { RoomId = RoomId, ChannelId = "console", Index = 2 }));
        Expect.That(await store.ReadState.MarkAllReadAsync(RoomId, "webchat"));
        Expect.Same(2, (await store.ReadState.MarkersAsync(RoomId)).Count);
        Expect.That(await store.Rooms.AdvanceDeliveredIndexAsync(RoomId, 0));
        Expect.Same(0, await store.Rooms.GetDeliveredIndexAsync(RoomId));
    }

    private async Task DirectoryAsync()
    {
        Expect.Same(RoomId, (await store.Directory.FindAsync(new() { OrganizationId = "org-1" })).Single().Id);
        Expect.Same(RoomId, (await store.Directory.FindLatestAsync("participant"))?.Id);
        Expect.Same(RoomId, await store.Directory.FindIdByChannelAsync(ChannelId));

        await store.Rooms.CreateAsync(Samples.Room("left"));
        Expect.That(await store.Rooms.DeleteAsync("left"));
        var context = await store.Rooms.LoadContextAsync(RoomId);
        Expect.That(context is { Bindings.Count: 1, Participants.Count: 1 });
        Expect.Same(RoomId, (await store.Rooms.ListAsync()).Single().Id);
    }
}
