using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>Turns the keys of a store into the items an audit looks at.</summary>
internal sealed class StoreWalk(AuditContext context)
{
    private readonly RoomWalk rooms = new(context);

    internal long Keys { get; private set; }

    internal long Rooms { get; private set; }

    internal long Events => rooms.Events;

    internal async IAsyncEnumerable<AuditItem> ItemsAsync(IAsyncEnumerable<RedisKey> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var key in keys.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Keys++;
            if (!context.Keys.TryParse(key, out var stored))
            {
                yield return new UnknownKeyItem(context, key);
                continue;
            }

            yield return new KeyItem(context, key, stored);
            await foreach (var item in PassingWrongTypes(ItemsOfAsync(key, stored, cancellationToken), cancellationToken).ConfigureAwait(false)) yield return item;
        }
    }

    private IAsyncEnumerable<AuditItem> ItemsOfAsync(RedisKey key, StoredKey stored, CancellationToken cancellationToken)
    {
        switch (stored.Kind)
        {
            case KeyKind.RoomPart when stored.Part == RoomKeys.RoomPart:
                Rooms++;
                return rooms.ItemsAsync(stored.RoomId!, cancellationToken);
            case KeyKind.Idempotency:
                return One(new IdempotencyItem(context, key, stored.RoomId!, stored.Id!));
            case KeyKind.DeletedTokens:
                return TokensAsync(key, stored.RoomId!, cancellationToken);
            case KeyKind.Intents:
                var owner = stored.RoomId is { } roomId ? IndexOwner.Room(roomId, context.Keys.Room(roomId)) : IndexOwner.Identity(stored.Id!, context.Keys);
                return FieldsAsync(key, nonce => new IntentItem(context, key, owner, stored.RoomId, nonce), cancellationToken);
            case KeyKind.EventLocators:
                return FieldsAsync(key, field => new EventLocatorItem(context, key, field), cancellationToken);
            case KeyKind.TaskLocators:
                return FieldsAsync(key, field => new TaskLocatorItem(context, key, field), cancellationToken);
            case KeyKind.RoomIndex or KeyKind.ChannelIndex or KeyKind.ParticipantIndex:
                return MembersAsync(key, member => new HintEntryItem(context, key, member), cancellationToken);
            case KeyKind.Identity:
                return One(new IdentityItem(context, key, stored.Id!));
            case KeyKind.Address:
                return MembersAsync(key, member => new AddressItem(context, key, stored, member), cancellationToken);
            default:
                return One(null);
        }
    }

    private async IAsyncEnumerable<AuditItem> FieldsAsync(RedisKey hash, Func<string, AuditItem> item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in context.Redis.ScanAsync(hash, cancellationToken).ConfigureAwait(false)) yield return item(entry.Name.ToString());
    }

    private async IAsyncEnumerable<AuditItem> MembersAsync(RedisKey sortedSet, Func<RedisValue, AuditItem> item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in context.Redis.ScanSortedSetAsync(sortedSet, cancellationToken).ConfigureAwait(false)) yield return item(entry.Element);
    }

    private async IAsyncEnumerable<AuditItem> TokensAsync(RedisKey set, string roomId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var token in await context.ReadAsync((database, flags) => database.SetMembersAsync(set, flags: flags), cancellationToken).ConfigureAwait(false)) yield return new DeletionItem(context, set, roomId, token.ToString());
    }

    private static async IAsyncEnumerable<AuditItem> One(AuditItem? item)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        if (item is not null) yield return item;
    }

    /// <summary>Ends where a key has another type than the store gives it: that is a finding of the key itself.</summary>
    internal static async IAsyncEnumerable<AuditItem> PassingWrongTypes(IAsyncEnumerable<AuditItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = items.GetAsyncEnumerator(cancellationToken);
        await using (walk.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    if (!await walk.MoveNextAsync().ConfigureAwait(false)) break;
                }
                catch (StoreUnavailableException wrongType) when (AuditContext.IsWrongType(wrongType))
                {
                    break;
                }

                yield return walk.Current;
            }
        }
    }
}
