namespace Conversations.Cli.Demo;

/// <summary>What became of a webhook.</summary>
internal enum WebhookOutcome
{
    /// <summary>Its event was stored.</summary>
    Committed,

    /// <summary>Its event was there already.</summary>
    Duplicate,

    /// <summary>It was no event.</summary>
    Applied,
}

/// <summary>What a bot does with a webhook. All of it can be done again: a provider that got no answer sends the webhook once more.</summary>
internal sealed class WebhookHandler(IConversationStore store, OperationLog log)
{
    private const int PageSize = 20;
    private const int MarkEvery = 4;
    private const string EditedBy = "edited_by";

    /// <summary>Writes what the webhook says.</summary>
    public async Task<(WebhookOutcome Outcome, long? Index)> ApplyAsync(TranscriptRecord webhook, CancellationToken cancellationToken)
    {
        if (webhook.Value is not RoomEvent roomEvent)
        {
            await log.TimeAsync("restore marker", () => TranscriptImporter.WriteAsync(store, webhook, cancellationToken));
            return (WebhookOutcome.Applied, null);
        }

        // The deletion itself is stored behind what it deletes: it may be a reply in the thread that goes.
        if (roomEvent.Content is DeleteContent delete && delete.TargetEventId != roomEvent.Id)
        {
            await log.TimeAsync("delete event", () => store.Events.DeleteAsync(roomEvent.RoomId, delete.TargetEventId, cascade: true, cancellationToken));
        }

        var result = roomEvent.Index is null
            ? await log.TimeAsync("add event", () => store.Events.AddAsync(roomEvent, options: null, cancellationToken))
            : await log.TimeAsync("import event", () => store.Events.ImportAsync(roomEvent, cancellationToken));
        if (roomEvent.Content is EditContent edit) await EditAsync(roomEvent, edit, cancellationToken);

        // Whoever writes has read what stands above; now and then a channel tells.
        var index = result.Event.Index!.Value;
        if (index % MarkEvery == 0)
        {
            await log.TimeAsync("mark read", () => store.ReadState.MarkReadAsync(roomEvent.RoomId, roomEvent.Source.ChannelId, roomEvent.Id, cancellationToken));
        }

        return (result.IsDuplicate ? WebhookOutcome.Duplicate : WebhookOutcome.Committed, index);
    }

    /// <summary>Reads what a bot needs for an answer, and checks that it shows the event just handled and no half of one.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public async Task<string?> ObserveAsync(string roomId, string channelId, long index, CancellationToken cancellationToken)
    {
        var room = await log.TimeAsync("get room", () => store.Rooms.GetAsync(roomId, cancellationToken));
        if (room is null) return $"room '{roomId}' is gone.";
        if (room.LatestIndex < index || room.EventCount == 0) return $"room '{roomId}' says latest index {room.LatestIndex} after index {index} was given out.";

        var context = await log.TimeAsync("load context", () => store.Rooms.LoadContextAsync(roomId, cancellationToken));
        if (context is null || context.Room.LatestIndex < room.LatestIndex) return $"the context of room '{roomId}' is older than the room read before.";

        var page = await log.TimeAsync("list page", () => store.Events.ListAsync(roomId, EventPage.Newest(PageSize), filter: null, cancellationToken));
        for (var i = 1; i < page.Count; i++)
        {
            if (page[i].Index <= page[i - 1].Index) return $"a page of room '{roomId}' is out of order: {page[i - 1].Index} before {page[i].Index}.";
        }

        var unread = await log.TimeAsync("unread count", () => store.ReadState.UnreadCountAsync(roomId, channelId, cancellationToken));
        return unread < 0 ? $"room '{roomId}' counts {unread} unread events." : null;
    }

    private async Task EditAsync(RoomEvent roomEvent, EditContent edit, CancellationToken cancellationToken)
    {
        var target = await log.TimeAsync("get event", () => store.Events.GetAsync(roomEvent.RoomId, edit.TargetEventId, cancellationToken));
        if (target is null || (target.Metadata.TryGetValue(EditedBy, out var by) && by == roomEvent.Id)) return;
        var edited = target with { Content = edit.NewContent, Metadata = target.Metadata.With(EditedBy, roomEvent.Id) };
        try
        {
            await log.TimeAsync("update event", () => store.Events.UpdateAsync(edited, cancellationToken));
        }
        catch (RecordNotFoundException)
        {
            // Deleted since: there is nothing left to edit.
        }
    }
}
