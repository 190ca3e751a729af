using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>What the truth says of index entries, and how an audit adds and removes them: by the protocol of <see cref="HintIndex"/>, beside running writers.</summary>
/// <remarks>After each step the truth is asked again. An entry whose truth went while it was added is removed again, as its writer would have done; one whose truth came while it was removed is added again.</remarks>
internal sealed class HintRepair(AuditContext context, TimeProvider time)
{
    /// <summary>Reports an entry that the truth carries and the index has not, or has elsewhere.</summary>
    internal async Task LookAsync(Suspicions found, string roomId, HintEntry entry, CancellationToken cancellationToken)
    {
        var score = await context.ScoreAsync(entry.Key, entry.Member, cancellationToken).ConfigureAwait(false);
        if (score == entry.Score) return;
        var nonce = HintMember.Parse(entry.Member).Nonce;
        if (score is null) found.Add(AuditCodes.HintMissing, entry.Key, roomId, $"The room '{roomId}' is not listed here, though it says so (entry {nonce}).", $"{roomId} {nonce}", repair: AddAsync);
        else found.Add(AuditCodes.HintScore, entry.Key, roomId, $"The room '{roomId}' is listed at {score:F0} instead of {entry.Score} (entry {nonce}).", $"{roomId} {nonce}", repair: AddAsync);

        Task AddAsync(CancellationToken token) => AddEntryAsync(entry, roomId, nonce, token);
    }

    /// <summary>The place an index entry has by the truth; null when the truth does not carry it.</summary>
    internal async Task<long?> TrueScoreAsync(RedisKey index, string roomId, string nonce, CancellationToken cancellationToken)
    {
        if (!context.Keys.TryParse(index, out var stored) || string.IsNullOrEmpty(roomId)) return null;
        var keys = context.Keys.Room(roomId);
        var room = await context.ReadAsync((database, flags) => database.HashGetAsync(keys.Room, [RoomFields.CreatedAt, RoomFields.Hint], flags: flags), cancellationToken).ConfigureAwait(false);
        if (!room[0].TryParse(out long createdAt)) return null;
        try
        {
            var isCarried = stored.Kind switch
            {
                KeyKind.RoomIndex => RoomHint.Parse((string?)room[1] ?? "") is var hint && hint.Nonce == nonce && hint.Entries(context.Keys, roomId, Instants.FromMicroseconds(createdAt)).Exists(entry => entry.Key == index),
                KeyKind.ChannelIndex => IsCarried<ChannelBinding>(await context.FieldAsync(keys.Bindings, stored.Id, cancellationToken).ConfigureAwait(false), keys.Bindings, nonce),
                _ => IsCarried<Participant>(await context.FieldAsync(keys.Participants, stored.Id, cancellationToken).ConfigureAwait(false), keys.Participants, nonce)
                    || await HasBindingAsync(keys, stored.Id!, nonce, cancellationToken).ConfigureAwait(false),
            };
            return isCarried ? createdAt : null;
        }
        catch (Exception damage) when (damage is CorruptRecordException or FormatException)
        {
            // Who cannot read the truth must not call its entries stale.
            return createdAt;
        }
    }

    /// <summary>Removes a stale entry, if no writer can still be on its way.</summary>
    internal async Task RemoveEntryAsync(RedisKey index, RedisValue member, CancellationToken cancellationToken)
    {
        var (roomId, nonce) = HintMember.Parse(member);
        if (!MayRemove(nonce)) return;
        await context.Hints.RemoveAsync([new(index, member, 0)], cancellationToken).ConfigureAwait(false);
        if (await TrueScoreAsync(index, roomId, nonce, cancellationToken).ConfigureAwait(false) is { } score) await context.Hints.AddAsync([new(index, member, score)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether what a nonce marks may be removed when it is stale.</summary>
    internal bool MayRemove(string nonce) => context.Options.Force || context.Hints.IsOld(nonce);

    /// <summary>Stale entries are left over once they are old; before, a write may be on its way.</summary>
    internal AuditSeverity SeverityOf(string nonce) => context.Hints.IsOld(nonce) ? AuditSeverity.Warning : AuditSeverity.Information;

    /// <summary>The age of what a nonce marks, for people.</summary>
    internal string AgeOf(string nonce)
    {
        var made = Nonce.TimeOf(nonce);
        if (made == DateTimeOffset.MinValue) return "of unknown age";
        var age = time.GetUtcNow() - made;
        return age.TotalDays >= 2 ? $"{age.TotalDays:F0} days old" : age.TotalMinutes >= 2 ? $"{age.TotalMinutes:F0} minutes old" : $"{age.TotalSeconds:F0} seconds old";
    }

    private async Task AddEntryAsync(HintEntry entry, string roomId, string nonce, CancellationToken cancellationToken)
    {
        await context.Hints.AddAsync([entry], cancellationToken).ConfigureAwait(false);
        if (await TrueScoreAsync(entry.Key, roomId, nonce, cancellationToken).ConfigureAwait(false) is null) await context.Hints.RemoveAsync([entry], cancellationToken).ConfigureAwait(false);
    }

    private static bool IsCarried<T>(RedisValue record, RedisKey key, string nonce)
        where T : class, Serialization.IRecord<T> =>
        !record.IsNull && HintedRecord<T>.Decode(record, key).Nonce == nonce;

    private async Task<bool> HasBindingAsync(RoomKeys keys, string participantId, string nonce, CancellationToken cancellationToken)
    {
        await foreach (var entry in context.Redis.ScanAsync(keys.Bindings, cancellationToken).ConfigureAwait(false))
        {
            var binding = HintedRecord<ChannelBinding>.Decode(entry.Value, keys.Bindings);
            if (binding.Nonce == nonce && binding.Value.ParticipantId == participantId) return true;
        }

        return false;
    }
}
