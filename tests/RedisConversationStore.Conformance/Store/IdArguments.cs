namespace Conversations.Conformance;

/// <summary>An id that an operation takes.</summary>
/// <param name="Name">Aggregate, operation and argument, such as <c>Rooms.GetAsync roomId</c>.</param>
/// <param name="IsOptional">Whether null is allowed.</param>
/// <param name="CallAsync">Calls the operation with an id in this place and good ones in the others.</param>
internal sealed record IdArgument(string Name, bool IsOptional, Func<IConversationStore, string, CancellationToken, Task> CallAsync);

/// <summary>Every id that every operation takes.</summary>
internal static class IdArguments
{
    internal static IReadOnlyDictionary<string, IdArgument> ByName { get; } =
        Rooms().Concat(Events()).Concat(EventReads()).Concat(RoomRecords()).Concat(Others()).ToDictionary(argument => argument.Name);

    private static IEnumerable<IdArgument> Rooms() =>
    [
        Required("Rooms.CreateAsync room.Id", (store, id, token) => store.Rooms.CreateAsync(new() { Id = id }, token)),
        Optional("Rooms.CreateAsync room.OrganizationId", (store, id, token) => store.Rooms.CreateAsync(new() { Id = "new", OrganizationId = id }, token)),
        Required("Rooms.GetAsync roomId", (store, id, token) => store.Rooms.GetAsync(id, token)),
        Required("Rooms.ExistsAsync roomId", (store, id, token) => store.Rooms.ExistsAsync(id, token)),
        Required("Rooms.UpdateAsync room.Id", (store, id, token) => store.Rooms.UpdateAsync(new() { Id = id }, token)),
        Required("Rooms.UpdateAsync room.Id with a version", (store, id, token) => store.Rooms.UpdateAsync(new() { Id = id }, 1, token)),
        Optional("Rooms.UpdateAsync room.OrganizationId", (store, id, token) => store.Rooms.UpdateAsync(Samples.Room() with { OrganizationId = id }, token)),
        Required("Rooms.PatchMetadataAsync roomId", (store, id, token) => store.Rooms.PatchMetadataAsync(id, DataObject.Empty, cancellationToken: token)),
        Required("Rooms.DeleteAsync roomId", (store, id, token) => store.Rooms.DeleteAsync(id, token)),
        Required("Rooms.DeleteAsync roomId with conditions", (store, id, token) => store.Rooms.DeleteAsync(id, RoomConditions.None, token)),
        Required("Rooms.CloseAsync roomId", (store, id, token) => store.Rooms.CloseAsync(id, cancellationToken: token)),
        Required("Rooms.ListAfterAsync after.RoomId", (store, id, token) => store.Rooms.ListAfterAsync(new RoomPosition { RoomId = id, CreatedAt = Samples.Instant }, cancellationToken: token)),
        Optional("Rooms.ListAfterAsync query.OrganizationId", (store, id, token) => store.Rooms.ListAfterAsync(null, new() { OrganizationId = id }, cancellationToken: token)),
        Required("Rooms.LoadContextAsync roomId", (store, id, token) => store.Rooms.LoadContextAsync(id, token)),
        Required("Rooms.GetDeliveredIndexAsync roomId", (store, id, token) => store.Rooms.GetDeliveredIndexAsync(id, token)),
        Required("Rooms.AdvanceDeliveredIndexAsync roomId", (store, id, token) => store.Rooms.AdvanceDeliveredIndexAsync(id, 0, cancellationToken: token)),
        Optional("Directory.FindAsync query.OrganizationId", (store, id, token) => store.Directory.FindAsync(new() { OrganizationId = id }, cancellationToken: token)),
        Required("Directory.FindLatestAsync participantId", (store, id, token) => store.Directory.FindLatestAsync(id, cancellationToken: token)),
        Required("Directory.FindIdsByChannelAsync channelId", (store, id, token) => store.Directory.FindIdsByChannelAsync(id, cancellationToken: token)),
    ];

    private static IEnumerable<IdArgument> Events()
    {
        (string Name, Func<IConversationStore, RoomEvent, CancellationToken, Task> CallAsync)[] writes =
        [
            ("Events.AddAsync", (store, roomEvent, token) => store.Events.AddAsync(roomEvent, cancellationToken: token)),
            ("Events.AddManyAsync", (store, roomEvent, token) => store.Events.AddManyAsync(roomEvent.RoomId, [roomEvent], cancellationToken: token)),
            ("Events.ImportAsync", (store, roomEvent, token) => store.Events.ImportAsync(roomEvent with { Index = 9 }, token)),
            ("Events.UpdateAsync", (store, roomEvent, token) => store.Events.UpdateAsync(roomEvent, token)),
        ];
        var sample = Samples.Event("event");
        foreach (var (name, callAsync) in writes)
        {
            yield return Required($"{name} event.RoomId", (store, id, token) => callAsync(store, sample with { RoomId = id }, token));
            yield return Required($"{name} event.Id", (store, id, token) => callAsync(store, sample with { Id = id }, token));
            yield return Optional($"{name} event.ParentEventId", (store, id, token) => callAsync(store, sample with { ParentEventId = id }, token));
            yield return Optional($"{name} event.IdempotencyKey", (store, id, token) => callAsync(store, sample with { IdempotencyKey = id }, token));
            yield return Required($"{name} event.Source.ChannelId", (store, id, token) => callAsync(store, sample with { Source = sample.Source with { ChannelId = id } }, token));
            yield return Optional($"{name} event.Source.ParticipantId", (store, id, token) => callAsync(store, sample with { Source = sample.Source with { ParticipantId = id } }, token));
        }
    }

    private static IEnumerable<IdArgument> EventReads() =>
    [
        Required("Events.AddManyAsync roomId", (store, id, token) => store.Events.AddManyAsync(id, [Samples.Event("event")], cancellationToken: token)),
        Required("Events.GetAsync eventId", (store, id, token) => store.Events.GetAsync(id, token)),
        Required("Events.GetAsync roomId", (store, id, token) => store.Events.GetAsync(id, "event", token)),
        Required("Events.GetAsync eventId in a room", (store, id, token) => store.Events.GetAsync(Samples.RoomId, id, token)),
        Required("Events.DeleteAsync roomId", (store, id, token) => store.Events.DeleteAsync(id, "event", cancellationToken: token)),
        Required("Events.DeleteAsync eventId", (store, id, token) => store.Events.DeleteAsync(Samples.RoomId, id, cancellationToken: token)),
        Required("Events.ListAsync roomId", (store, id, token) => store.Events.ListAsync(id, EventPage.Oldest(), cancellationToken: token)),
        Optional("Events.ListAsync filter.ChannelId", (store, id, token) => ListAsync(store, new() { ChannelId = id }, token)),
        Optional("Events.ListAsync filter.ParticipantId", (store, id, token) => ListAsync(store, new() { ParticipantId = id }, token)),
        Optional("Events.ListAsync filter.ParentEventId", (store, id, token) => ListAsync(store, new() { ParentEventId = id }, token)),
        Required("Events.EnumerateAsync roomId", async (store, id, token) => await store.Events.EnumerateAsync(id, cancellationToken: token).GetAsyncEnumerator(token).MoveNextAsync()),
        Required("Events.ConversationAsync roomId", (store, id, token) => store.Events.ConversationAsync(id, cancellationToken: token)),
        Required("Events.TimelineAsync roomId", (store, id, token) => store.Events.TimelineAsync(id, cancellationToken: token)),
        Required("Events.ContinueAsync roomId", (store, id, token) => store.Events.ContinueAsync(id, EventCursor.Start, cancellationToken: token)),
        Required("Events.ThreadSummariesAsync roomId", (store, id, token) => store.Events.ThreadSummariesAsync(id, ["event"], token)),
        Required("Events.ThreadSummariesAsync rootEventIds", (store, id, token) => store.Events.ThreadSummariesAsync(Samples.RoomId, ["event", id], token)),
        Required("Events.CountAsync roomId", (store, id, token) => store.Events.CountAsync(id, token)),
        Required("Idempotency.IsSeenAsync roomId", (store, id, token) => store.Idempotency.IsSeenAsync(id, "key", token)),
        Required("Idempotency.IsSeenAsync key", (store, id, token) => store.Idempotency.IsSeenAsync(Samples.RoomId, id, token)),
        Required("Idempotency.ClaimAsync roomId", (store, id, token) => store.Idempotency.ClaimAsync(id, "key", cancellationToken: token)),
        Required("Idempotency.ClaimAsync key", (store, id, token) => store.Idempotency.ClaimAsync(Samples.RoomId, id, cancellationToken: token)),
        Required("Idempotency.ReleaseAsync roomId", (store, id, token) => store.Idempotency.ReleaseAsync(id, "key", token)),
        Required("Idempotency.ReleaseAsync key", (store, id, token) => store.Idempotency.ReleaseAsync(Samples.RoomId, id, token)),
        Required("Idempotency.GetEventAsync roomId", (store, id, token) => store.Idempotency.GetEventAsync(id, "key", token)),
        Required("Idempotency.GetEventAsync key", (store, id, token) => store.Idempotency.GetEventAsync(Samples.RoomId, id, token)),
    ];

    private static IEnumerable<IdArgument> RoomRecords() =>
    [
        Required("Bindings.AddAsync binding.RoomId", (store, id, token) => store.Bindings.AddAsync(Samples.Binding(roomId: id), token)),
        Required("Bindings.AddAsync binding.ChannelId", (store, id, token) => store.Bindings.AddAsync(Samples.Binding(id), token)),
        Optional("Bindings.AddAsync binding.ParticipantId", (store, id, token) => store.Bindings.AddAsync(Samples.Binding() with { ParticipantId = id }, token)),
        Required("Bindings.UpdateAsync binding.RoomId", (store, id, token) => store.Bindings.UpdateAsync(Samples.Binding(roomId: id), token)),
        Required("Bindings.UpdateAsync binding.ChannelId", (store, id, token) => store.Bindings.UpdateAsync(Samples.Binding(id), token)),
        Optional("Bindings.UpdateAsync binding.ParticipantId", (store, id, token) => store.Bindings.UpdateAsync(Samples.Binding() with { ParticipantId = id }, token)),
        Required("Bindings.GetAsync roomId", (store, id, token) => store.Bindings.GetAsync(id, "channel", token)),
        Required("Bindings.GetAsync channelId", (store, id, token) => store.Bindings.GetAsync(Samples.RoomId, id, token)),
        Required("Bindings.ExistsAsync roomId", (store, id, token) => store.Bindings.ExistsAsync(id, "channel", token)),
        Required("Bindings.ExistsAsync channelId", (store, id, token) => store.Bindings.ExistsAsync(Samples.RoomId, id, token)),
        Required("Bindings.RemoveAsync roomId", (store, id, token) => store.Bindings.RemoveAsync(id, "channel", token)),
        Required("Bindings.RemoveAsync channelId", (store, id, token) => store.Bindings.RemoveAsync(Samples.RoomId, id, token)),
        Required("Bindings.ListAsync roomId", (store, id, token) => store.Bindings.ListAsync(id, token)),
        Required("Participants.AddAsync participant.RoomId", (store, id, token) => store.Participants.AddAsync(Samples.Participant(roomId: id), token)),
        Required("Participants.AddAsync participant.Id", (store, id, token) => store.Participants.AddAsync(Samples.Participant(id), token)),
        Required("Participants.AddAsync participant.ChannelId", (store, id, token) => store.Participants.AddAsync(Samples.Participant() with { ChannelId = id }, token)),
        Optional("Participants.AddAsync participant.IdentityId", (store, id, token) => store.Participants.AddAsync(Samples.Participant() with { IdentityId = id }, token)),
        Required("Participants.UpdateAsync participant.RoomId", (store, id, token) => store.Participants.UpdateAsync(Samples.Participant(roomId: id), token)),
        Required("Participants.UpdateAsync participant.Id", (store, id, token) => store.Participants.UpdateAsync(Samples.Participant(id), token)),
        Required("Participants.GetAsync roomId", (store, id, token) => store.Participants.GetAsync(id, "participant", token)),
        Required("Participants.GetAsync participantId", (store, id, token) => store.Participants.GetAsync(Samples.RoomId, id, token)),
        Required("Participants.RemoveAsync roomId", (store, id, token) => store.Participants.RemoveAsync(id, "participant", token)),
        Required("Participants.RemoveAsync participantId", (store, id, token) => store.Participants.RemoveAsync(Samples.RoomId, id, token)),
        Required("Participants.ListAsync roomId", (store, id, token) => store.Participants.ListAsync(id, token)),
        Required("Tasks.AddAsync task.Id", (store, id, token) => store.Tasks.AddAsync(Samples.Task(id), token)),
        Required("Tasks.AddAsync task.RoomId", (store, id, token) => store.Tasks.AddAsync(Samples.Task(roomId: id), token)),
        Required("Tasks.UpdateAsync task.Id", (store, id, token) => store.Tasks.UpdateAsync(Samples.Task(id), token)),
        Required("Tasks.UpdateAsync task.RoomId", (store, id, token) => store.Tasks.UpdateAsync(Samples.Task(roomId: id), token)),
        Required("Tasks.GetAsync taskId", (store, id, token) => store.Tasks.GetAsync(id, token)),
        Required("Tasks.ListAsync roomId", (store, id, token) => store.Tasks.ListAsync(id, cancellationToken: token)),
        Required("Observations.AddAsync observation.Id", (store, id, token) => store.Observations.AddAsync(Samples.Observation(id), token)),
        Required("Observations.AddAsync observation.RoomId", (store, id, token) => store.Observations.AddAsync(Samples.Observation(roomId: id), token)),
        Required("Observations.AddAsync observation.ChannelId", (store, id, token) => store.Observations.AddAsync(Samples.Observation() with { ChannelId = id }, token)),
        Required("Observations.UpdateAsync observation.Id", (store, id, token) => store.Observations.UpdateAsync(Samples.Observation(id), token)),
        Required("Observations.UpdateAsync observation.RoomId", (store, id, token) => store.Observations.UpdateAsync(Samples.Observation(roomId: id), token)),
        Required("Observations.GetAsync roomId", (store, id, token) => store.Observations.GetAsync(id, "observation", token)),
        Required("Observations.GetAsync observationId", (store, id, token) => store.Observations.GetAsync(Samples.RoomId, id, token)),
        Required("Observations.ListAsync roomId", (store, id, token) => store.Observations.ListAsync(id, token)),
    ];

    private static IEnumerable<IdArgument> Others() =>
    [
        Required("Identities.CreateAsync identity.Id", (store, id, token) => store.Identities.CreateAsync(Samples.Identity(id), token)),
        Optional("Identities.CreateAsync identity.OrganizationId", (store, id, token) => store.Identities.CreateAsync(Samples.Identity() with { OrganizationId = id }, token)),
        Required("Identities.CreateAsync identity.ChannelAddresses", (store, id, token) => store.Identities.CreateAsync(Samples.Identity() with { ChannelAddresses = ValueMap.Of<ValueList<string>>(("sms", [id])) }, token)),
        Required("Identities.GetAsync identityId", (store, id, token) => store.Identities.GetAsync(id, token)),
        Required("Identities.ResolveAsync address", (store, id, token) => store.Identities.ResolveAsync(ChannelType.Sms, id, cancellationToken: token)),
        Optional("Identities.ResolveAsync organizationId", (store, id, token) => store.Identities.ResolveAsync(ChannelType.Sms, "address", id, token)),
        Required("Identities.LinkAddressAsync identityId", (store, id, token) => store.Identities.LinkAddressAsync(id, ChannelType.Sms, "address", cancellationToken: token)),
        Required("Identities.LinkAddressAsync address", (store, id, token) => store.Identities.LinkAddressAsync("identity", ChannelType.Sms, id, cancellationToken: token)),
        Optional("Identities.LinkAddressAsync organizationId", (store, id, token) => store.Identities.LinkAddressAsync("identity", ChannelType.Sms, "address", id, token)),
        Required("ReadState.MarkReadAsync roomId", (store, id, token) => store.ReadState.MarkReadAsync(id, "channel", "event", token)),
        Required("ReadState.MarkReadAsync channelId", (store, id, token) => store.ReadState.MarkReadAsync(Samples.RoomId, id, "event", token)),
        Required("ReadState.MarkReadAsync eventId", (store, id, token) => store.ReadState.MarkReadAsync(Samples.RoomId, "channel", id, token)),
        Required("ReadState.MarkAllReadAsync roomId", (store, id, token) => store.ReadState.MarkAllReadAsync(id, "channel", token)),
        Required("ReadState.MarkAllReadAsync channelId", (store, id, token) => store.ReadState.MarkAllReadAsync(Samples.RoomId, id, token)),
        Required("ReadState.RestoreMarkerAsync marker.RoomId", (store, id, token) => store.ReadState.RestoreMarkerAsync(new() { RoomId = id, ChannelId = "channel", Index = 0 }, token)),
        Required("ReadState.RestoreMarkerAsync marker.ChannelId", (store, id, token) => store.ReadState.RestoreMarkerAsync(new() { RoomId = Samples.RoomId, ChannelId = id, Index = 0 }, token)),
        Required("ReadState.UnreadCountAsync roomId", (store, id, token) => store.ReadState.UnreadCountAsync(id, "channel", token)),
        Required("ReadState.UnreadCountAsync channelId", (store, id, token) => store.ReadState.UnreadCountAsync(Samples.RoomId, id, token)),
        Required("ReadState.UnreadCountsAsync channelId", (store, id, token) => store.ReadState.UnreadCountsAsync(id, [Samples.RoomId], token)),
        Required("ReadState.UnreadCountsAsync roomIds", (store, id, token) => store.ReadState.UnreadCountsAsync("channel", [Samples.RoomId, id], token)),
        Required("ReadState.MarkersAsync roomId", (store, id, token) => store.ReadState.MarkersAsync(id, token)),
    ];

    private static Task<IReadOnlyList<RoomEvent>> ListAsync(IConversationStore store, EventFilter filter, CancellationToken token) =>
        store.Events.ListAsync(Samples.RoomId, EventPage.Oldest(), filter, token);

    private static IdArgument Required(string name, Func<IConversationStore, string, CancellationToken, Task> callAsync) => new(name, IsOptional: false, callAsync);

    private static IdArgument Optional(string name, Func<IConversationStore, string, CancellationToken, Task> callAsync) => new(name, IsOptional: true, callAsync);
}
