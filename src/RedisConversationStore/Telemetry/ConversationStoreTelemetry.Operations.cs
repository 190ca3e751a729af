namespace Conversations.Redis;

public static partial class ConversationStoreTelemetry
{
    /// <summary>The values of <see cref="Attributes.DbOperationName"/>, which are also the names of spans: the property of <see cref="IConversationStore"/> and the method. Overloads share one.</summary>
    public static class Operations
    {
        /// <summary>See <see cref="IRoomStore.CreateAsync"/>.</summary>
        public const string RoomsCreate = "rooms.create";

        /// <summary>See <see cref="IRoomStore.GetAsync"/>.</summary>
        public const string RoomsGet = "rooms.get";

        /// <summary>See <see cref="IRoomStore.ExistsAsync"/>.</summary>
        public const string RoomsExists = "rooms.exists";

        /// <summary>See <see cref="IRoomStore.UpdateAsync(Room, CancellationToken)"/> and <see cref="IRoomStore.UpdateAsync(Room, long, CancellationToken)"/>.</summary>
        public const string RoomsUpdate = "rooms.update";

        /// <summary>See <see cref="IRoomStore.PatchMetadataAsync"/>.</summary>
        public const string RoomsPatchMetadata = "rooms.patch_metadata";

        /// <summary>See <see cref="IRoomStore.DeleteAsync(string, CancellationToken)"/> and <see cref="IRoomStore.DeleteAsync(string, RoomConditions, CancellationToken)"/>.</summary>
        public const string RoomsDelete = "rooms.delete";

        /// <summary>See <see cref="IRoomStore.CloseAsync"/>.</summary>
        public const string RoomsClose = "rooms.close";

        /// <summary>See <see cref="IRoomStore.ListAsync"/>.</summary>
        public const string RoomsList = "rooms.list";

        /// <summary>See <see cref="IRoomStore.ListAfterAsync"/>.</summary>
        public const string RoomsListAfter = "rooms.list_after";

        /// <summary>See <see cref="IRoomStore.LoadContextAsync"/>.</summary>
        public const string RoomsLoadContext = "rooms.load_context";

        /// <summary>See <see cref="IRoomStore.GetDeliveredIndexAsync"/>.</summary>
        public const string RoomsGetDeliveredIndex = "rooms.get_delivered_index";

        /// <summary>See <see cref="IRoomStore.AdvanceDeliveredIndexAsync"/>.</summary>
        public const string RoomsAdvanceDeliveredIndex = "rooms.advance_delivered_index";

        /// <summary>See <see cref="IRoomDirectory.FindAsync"/>.</summary>
        public const string DirectoryFind = "directory.find";

        /// <summary>See <see cref="IRoomDirectory.FindLatestAsync"/>.</summary>
        public const string DirectoryFindLatest = "directory.find_latest";

        /// <summary>See <see cref="IRoomDirectory.FindIdsByChannelAsync"/>.</summary>
        public const string DirectoryFindIdsByChannel = "directory.find_ids_by_channel";

        /// <summary>See <see cref="IEventStore.AddAsync"/>.</summary>
        public const string EventsAdd = "events.add";

        /// <summary>See <see cref="IEventStore.AddManyAsync"/>.</summary>
        public const string EventsAddMany = "events.add_many";

        /// <summary>See <see cref="IEventStore.ImportAsync"/>.</summary>
        public const string EventsImport = "events.import";

        /// <summary>See <see cref="IEventStore.GetAsync(string, string, CancellationToken)"/> and <see cref="IEventStore.GetAsync(string, CancellationToken)"/>.</summary>
        public const string EventsGet = "events.get";

        /// <summary>See <see cref="IEventStore.UpdateAsync"/>.</summary>
        public const string EventsUpdate = "events.update";

        /// <summary>See <see cref="IEventStore.DeleteAsync"/>.</summary>
        public const string EventsDelete = "events.delete";

        /// <summary>See <see cref="IEventStore.ListAsync"/>.</summary>
        public const string EventsList = "events.list";

        /// <summary>See <see cref="IEventStore.ConversationAsync"/>.</summary>
        public const string EventsConversation = "events.conversation";

        /// <summary>See <see cref="IEventStore.TimelineAsync"/>.</summary>
        public const string EventsTimeline = "events.timeline";

        /// <summary>See <see cref="IEventStore.ContinueAsync"/>.</summary>
        public const string EventsContinue = "events.continue";

        /// <summary>See <see cref="IEventStore.ThreadSummariesAsync"/>.</summary>
        public const string EventsThreadSummaries = "events.thread_summaries";

        /// <summary>See <see cref="IEventStore.CountAsync"/>.</summary>
        public const string EventsCount = "events.count";

        /// <summary>See <see cref="IIdempotencyStore.IsSeenAsync"/>.</summary>
        public const string IdempotencyIsSeen = "idempotency.is_seen";

        /// <summary>See <see cref="IIdempotencyStore.ClaimAsync"/>.</summary>
        public const string IdempotencyClaim = "idempotency.claim";

        /// <summary>See <see cref="IIdempotencyStore.ReleaseAsync"/>.</summary>
        public const string IdempotencyRelease = "idempotency.release";

        /// <summary>See <see cref="IIdempotencyStore.GetEventAsync"/>.</summary>
        public const string IdempotencyGetEvent = "idempotency.get_event";

        /// <summary>See <see cref="IBindingStore.AddAsync"/>.</summary>
        public const string BindingsAdd = "bindings.add";

        /// <summary>See <see cref="IBindingStore.UpdateAsync"/>.</summary>
        public const string BindingsUpdate = "bindings.update";

        /// <summary>See <see cref="IBindingStore.GetAsync"/>.</summary>
        public const string BindingsGet = "bindings.get";

        /// <summary>See <see cref="IBindingStore.ExistsAsync"/>.</summary>
        public const string BindingsExists = "bindings.exists";

        /// <summary>See <see cref="IBindingStore.RemoveAsync"/>.</summary>
        public const string BindingsRemove = "bindings.remove";

        /// <summary>See <see cref="IBindingStore.ListAsync"/>.</summary>
        public const string BindingsList = "bindings.list";

        /// <summary>See <see cref="IParticipantStore.AddAsync"/>.</summary>
        public const string ParticipantsAdd = "participants.add";

        /// <summary>See <see cref="IParticipantStore.UpdateAsync"/>.</summary>
        public const string ParticipantsUpdate = "participants.update";

        /// <summary>See <see cref="IParticipantStore.GetAsync"/>.</summary>
        public const string ParticipantsGet = "participants.get";

        /// <summary>See <see cref="IParticipantStore.RemoveAsync"/>.</summary>
        public const string ParticipantsRemove = "participants.remove";

        /// <summary>See <see cref="IParticipantStore.ListAsync"/>.</summary>
        public const string ParticipantsList = "participants.list";

        /// <summary>See <see cref="IIdentityStore.CreateAsync"/>.</summary>
        public const string IdentitiesCreate = "identities.create";

        /// <summary>See <see cref="IIdentityStore.GetAsync"/>.</summary>
        public const string IdentitiesGet = "identities.get";

        /// <summary>See <see cref="IIdentityStore.ResolveAsync"/>.</summary>
        public const string IdentitiesResolve = "identities.resolve";

        /// <summary>See <see cref="IIdentityStore.LinkAddressAsync"/>.</summary>
        public const string IdentitiesLinkAddress = "identities.link_address";

        /// <summary>See <see cref="ITaskStore.AddAsync"/>.</summary>
        public const string TasksAdd = "tasks.add";

        /// <summary>See <see cref="ITaskStore.GetAsync"/>.</summary>
        public const string TasksGet = "tasks.get";

        /// <summary>See <see cref="ITaskStore.UpdateAsync"/>.</summary>
        public const string TasksUpdate = "tasks.update";

        /// <summary>See <see cref="ITaskStore.ListAsync"/>.</summary>
        public const string TasksList = "tasks.list";

        /// <summary>See <see cref="IObservationStore.AddAsync"/>.</summary>
        public const string ObservationsAdd = "observations.add";

        /// <summary>See <see cref="IObservationStore.GetAsync"/>.</summary>
        public const string ObservationsGet = "observations.get";

        /// <summary>See <see cref="IObservationStore.UpdateAsync"/>.</summary>
        public const string ObservationsUpdate = "observations.update";

        /// <summary>See <see cref="IObservationStore.ListAsync"/>.</summary>
        public const string ObservationsList = "observations.list";

        /// <summary>See <see cref="IReadStateStore.MarkReadAsync"/>.</summary>
        public const string ReadStateMarkRead = "read_state.mark_read";

        /// <summary>See <see cref="IReadStateStore.MarkAllReadAsync"/>.</summary>
        public const string ReadStateMarkAllRead = "read_state.mark_all_read";

        /// <summary>See <see cref="IReadStateStore.RestoreMarkerAsync"/>.</summary>
        public const string ReadStateRestoreMarker = "read_state.restore_marker";

        /// <summary>See <see cref="IReadStateStore.UnreadCountAsync"/>.</summary>
        public const string ReadStateUnreadCount = "read_state.unread_count";

        /// <summary>See <see cref="IReadStateStore.UnreadCountsAsync"/>.</summary>
        public const string ReadStateUnreadCounts = "read_state.unread_counts";

        /// <summary>See <see cref="IReadStateStore.MarkersAsync"/>.</summary>
        public const string ReadStateMarkers = "read_state.markers";
    }
}
