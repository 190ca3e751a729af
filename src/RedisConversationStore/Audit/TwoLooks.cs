using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Conversations.Redis.Audit;

/// <summary>Looks at items, many at a time, and again at those that look wrong: what only one of two looks sees was a write on its way.</summary>
/// <remarks>
/// <para>Both looks must be at the same incarnation of the room: what a delete did between the reads of a look, it cannot have done in the second one when the room is still the one the first look ended with.</para>
/// <para>The walk goes on while items wait for their second look, so an audit waits once and not once for every chunk of findings. Memory is bounded: <see cref="Chunk"/> items are looked at together, and at most <see cref="MostDoubtful"/> wait.</para>
/// </remarks>
internal sealed class TwoLooks(AuditContext context, Action<long> progress)
{
    internal const int Chunk = 500;
    private const int MostDoubtful = 50_000;

    private readonly List<AuditItem> batch = new(Chunk);
    private readonly Queue<(AuditItem Item, Suspicions First, long At)> doubtful = new();
    private long checks;

    internal async IAsyncEnumerable<AuditFinding> RunAsync(IAsyncEnumerable<AuditItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (item is not Barrier) batch.Add(item);
            if (batch.Count < Chunk && item is not Barrier) continue;
            await LookAsync(cancellationToken).ConfigureAwait(false);
            while (doubtful.Count > MostDoubtful || (doubtful.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest.At) >= context.Options.SecondLookAfter))
            {
                await foreach (var finding in ConfirmAsync(cancellationToken).ConfigureAwait(false)) yield return finding;
            }
        }

        await LookAsync(cancellationToken).ConfigureAwait(false);
        while (doubtful.Count > 0)
        {
            await foreach (var finding in ConfirmAsync(cancellationToken).ConfigureAwait(false)) yield return finding;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var looks = await Task.WhenAll(batch.Select(item => LookAsync(item, cancellationToken))).ConfigureAwait(false);
        var at = Stopwatch.GetTimestamp();
        for (var i = 0; i < looks.Length; i++)
        {
            if (looks[i].All.Count > 0) doubtful.Enqueue((batch[i], looks[i], at));
        }

        checks += batch.Count;
        batch.Clear();
        progress(checks);
    }

    private async IAsyncEnumerable<AuditFinding> ConfirmAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunk = new List<(AuditItem Item, Suspicions First, long At)>(Chunk);
        while (chunk.Count < Chunk && doubtful.TryDequeue(out var next)) chunk.Add(next);

        // The last to be looked at is the youngest.
        var wait = context.Options.SecondLookAfter - Stopwatch.GetElapsedTime(chunk[^1].At);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
        var seconds = await Task.WhenAll(chunk.Select(doubt => LookAsync(doubt.Item, cancellationToken))).ConfigureAwait(false);
        for (var i = 0; i < seconds.Length; i++)
        {
            var (item, first, _) = chunk[i];
            var confirmed = seconds[i].All.FindAll(suspicion => first.All.Exists(suspicion.IsSameAs));
            var left = context.Options.Repair ? await RepairAsync(item, confirmed, cancellationToken).ConfigureAwait(false) : confirmed;
            foreach (var suspicion in confirmed) yield return suspicion.Finding with { IsRepaired = !left.Exists(suspicion.IsSameAs) };
        }

    }

    /// <returns>What is still wrong.</returns>
    private async Task<List<Suspicion>> RepairAsync(AuditItem item, List<Suspicion> confirmed, CancellationToken cancellationToken)
    {
        if (!confirmed.Exists(suspicion => suspicion.Repair is not null)) return confirmed;
        foreach (var suspicion in confirmed)
        {
            if (suspicion.Repair is { } repair) await repair(cancellationToken).ConfigureAwait(false);
        }

        var again = await LookAsync(item, cancellationToken).ConfigureAwait(false);

        // Damage to truth stays whatever a third look says: only a repair puts things right.
        return confirmed.FindAll(suspicion => suspicion.Repair is null || again.All.Exists(suspicion.IsSameAs));
    }

    private async Task<Suspicions> LookAsync(AuditItem item, CancellationToken cancellationToken)
    {
        var found = new Suspicions();
        await PassingWrongTypesAsync(item.LookAsync(found, cancellationToken)).ConfigureAwait(false);
        foreach (var roomId in found.All.Select(suspicion => suspicion.Finding.RoomId).Distinct(StringComparer.Ordinal))
        {
            // After the look, see above.
            if (!string.IsNullOrEmpty(roomId)) await PassingWrongTypesAsync(NoteIncarnationAsync(found, roomId, cancellationToken)).ConfigureAwait(false);
        }

        return found;
    }

    private async Task NoteIncarnationAsync(Suspicions found, string roomId, CancellationToken cancellationToken)
    {
        var epoch = (string?)await context.FieldAsync(context.Keys.Room(roomId).Room, RoomFields.Epoch, cancellationToken).ConfigureAwait(false);
        foreach (var suspicion in found.All)
        {
            if (suspicion.Finding.RoomId == roomId) suspicion.Epoch = epoch;
        }
    }

    private static async Task PassingWrongTypesAsync(Task look)
    {
        try
        {
            await look.ConfigureAwait(false);
        }
        catch (Exception wrongType) when (AuditContext.IsWrongType(wrongType))
        {
            // The key that has it is a finding of its own.
        }
    }
}

/// <summary>Has everything before it looked at before what comes after it is walked.</summary>
internal sealed class Barrier : AuditItem
{
    internal override Task LookAsync(Suspicions found, CancellationToken cancellationToken) => Task.CompletedTask;
}
