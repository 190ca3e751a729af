using Conversations.Redis.Operations;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>An entry of an index over rooms.</summary>
internal sealed class HintEntryItem(AuditContext context, RedisKey index, RedisValue member) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        if (await context.ScoreAsync(index, member, cancellationToken).ConfigureAwait(false) is null) return;
        var (roomId, nonce) = HintMember.Parse(member);
        if (!context.Keys.TryParse(index, out var stored) || await context.Hints.Truth.ScoreAsync(stored, index.ToString(), roomId, nonce, cancellationToken).ConfigureAwait(false) is not null) return;
        if (await context.HasDeletionAsync(roomId, cancellationToken).ConfigureAwait(false)) return;
        found.Add(
            AuditCodes.HintStale,
            index,
            roomId,
            $"The room '{roomId}' is listed here by an entry that it does not carry ({nonce}).",
            member.ToString(),
            await context.HintRepair.SeverityAsync(IndexOwner.Room(roomId, context.Keys.Room(roomId)), nonce, cancellationToken).ConfigureAwait(false),
            token => context.HintRepair.RemoveEntryAsync(index, member, token));
    }
}

/// <summary>The locator of an event.</summary>
internal sealed class EventLocatorItem(AuditContext context, RedisKey locators, string eventId) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        var location = await context.FieldAsync(locators, eventId, cancellationToken).ConfigureAwait(false);
        if (location.IsNull) return;
        var roomId = EventLocation.RoomOrNone(location, locators);
        if (context.Keys.EventLocator(eventId) != locators)
        {
            found.Add(AuditCodes.LocatorMisplaced, locators, roomId, $"Nobody looks for the event '{eventId}' here.", eventId, AuditSeverity.Warning, RemoveAsync);
        }
        else if (!await IsInRoomAsync(cancellationToken).ConfigureAwait(false) && !await context.HasDeletionAsync(roomId, cancellationToken).ConfigureAwait(false))
        {
            found.Add(AuditCodes.EventLocatorStale, locators, roomId, $"The event '{eventId}' is not in the room '{roomId}'.", eventId, AuditSeverity.Warning, RepairAsync);
        }

        Task RemoveAsync(CancellationToken token) => LocatorScripts.RemoveAsync(context.Redis, locators, eventId, location, token);

        async Task<bool> IsInRoomAsync(CancellationToken token) => roomId.Length > 0 && await context.HasFieldAsync(context.Keys.Room(roomId).Ids, eventId, token).ConfigureAwait(false);

        // Its write is not noted, but it travels beside its commit: a second look has seen that none came.
        async Task RepairAsync(CancellationToken token)
        {
            await RemoveAsync(token).ConfigureAwait(false);
            if (await IsInRoomAsync(token).ConfigureAwait(false)) await LocatorScripts.ClaimAsync(context.Redis, locators, eventId, RedisValue.Null, location, token).ConfigureAwait(false);
        }
    }
}

/// <summary>The locator of a task.</summary>
internal sealed class TaskLocatorItem(AuditContext context, RedisKey locators, string taskId) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        var location = await context.FieldAsync(locators, taskId, cancellationToken).ConfigureAwait(false);
        if (location.IsNull) return;
        var (roomId, nonce) = HintMember.Parse(location);
        if (context.Keys.TaskLocator(taskId) != locators)
        {
            found.Add(AuditCodes.LocatorMisplaced, locators, roomId, $"Nobody looks for the task '{taskId}' here.", taskId, AuditSeverity.Warning, RemoveAsync);
            return;
        }

        if (roomId.Length > 0 && await context.HasFieldAsync(context.Keys.Room(roomId).Tasks, taskId, cancellationToken).ConfigureAwait(false)) return;
        if (await context.HasDeletionAsync(roomId, cancellationToken).ConfigureAwait(false)) return;
        found.Add(
            AuditCodes.TaskLocatorStale,
            locators,
            roomId,
            $"The task '{taskId}' is not in the room '{roomId}' (claim {nonce}).",
            $"{taskId} {nonce}",
            await context.HintRepair.SeverityAsync(IndexOwner.Room(roomId, context.Keys.Room(roomId)), nonce, cancellationToken).ConfigureAwait(false),
            token => context.TaskLocators.RemoveIfDeadAsync(taskId, location, context.Options.Force, token));

        Task RemoveAsync(CancellationToken token) => LocatorScripts.RemoveAsync(context.Redis, locators, taskId, location, token);
    }
}

/// <summary>An identity.</summary>
internal sealed class IdentityItem(AuditContext context, RedisKey key, string identityId) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        var value = await context.ReadAsync((database, flags) => database.StringGetAsync(key, flags: flags), cancellationToken).ConfigureAwait(false);
        if (value.IsNull) return;
        Identity identity;
        try
        {
            identity = HintedRecord<Identity>.Decode(value, key).Value;
        }
        catch (CorruptRecordException damage)
        {
            found.Add(AuditCodes.IdentityUnreadable, key, null, damage.Message);
            return;
        }

        if (identity.Id != identityId) found.Add(AuditCodes.IdentityMisplaced, key, null, $"The record says '{identity.Id}'.");
        foreach (var (channelType, addresses) in identity.ChannelAddresses.ToArray())
        {
            foreach (var address in addresses.ToArray())
            {
                if (await context.ExistsAsync(context.Keys.Address(null, channelType, address), cancellationToken).ConfigureAwait(false)) continue;
                if (identity.OrganizationId is { } own && await context.ExistsAsync(context.Keys.Address(own, channelType, address), cancellationToken).ConfigureAwait(false)) continue;
                found.Add(AuditCodes.AddressUnlinked, key, null, $"The {channelType} address '{address}' is linked to nobody in the identity's organisation or in the unscoped space.", $"{channelType}\0{address}", AuditSeverity.Information);
            }
        }
    }
}

/// <summary>A link of an address to an identity.</summary>
internal sealed class AddressItem(AuditContext context, RedisKey links, StoredKey stored, RedisValue member) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        if (await context.ScoreAsync(links, member, cancellationToken).ConfigureAwait(false) is null) return;
        var (identityId, nonce) = HintMember.Parse(member);
        if (await context.Hints.Truth.ListsAsync(identityId, stored.ChannelType!, stored.Id!, cancellationToken).ConfigureAwait(false)) return;
        found.Add(
            AuditCodes.AddressStale,
            links,
            null,
            $"It is linked to the identity '{identityId}', which does not list it ({nonce}).",
            member.ToString(),
            await context.HintRepair.SeverityAsync(IndexOwner.Identity(identityId, context.Keys), nonce, cancellationToken).ConfigureAwait(false),
            token => context.HintRepair.RemoveEntryAsync(links, member, token));
    }
}
