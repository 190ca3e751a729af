using Conversations.Faults.History;

namespace Conversations.Faults.Checking;

/// <summary>Finds out whether values of which there can be one at a time can have followed one another.</summary>
internal static class Succession
{
    /// <summary>Two values that contradict each other: neither can have been gone, by a deletion or a documented loss, before the other came.</summary>
    /// <param name="expectation">What may be lost.</param>
    /// <param name="traces">Each value with the call that shows it; null for the final state.</param>
    /// <param name="isDeletable">Whether a value may have been deleted.</param>
    public static (Trace<T> First, Trace<T> Second)? Contradiction<T>(Expectation expectation, IEnumerable<Trace<T>> traces, Predicate<T>? isDeletable = null)
        where T : notnull
    {
        var values = new Dictionary<T, Life<T>>();
        foreach (var trace in traces)
        {
            if (!values.TryGetValue(trace.Value, out var life)) values.Add(trace.Value, life = new(trace));
            life.Add(trace, trace.Call is not null && expectation.MayBeLost(trace.Call));
        }

        if (values.Count < 2) return null;
        var lives = values.Values.ToArray();
        for (var i = 0; i < lives.Length; i++)
        {
            for (var j = i + 1; j < lives.Length; j++)
            {
                if (!lives[i].CanPrecede(lives[j], isDeletable) && !lives[j].CanPrecede(lives[i], isDeletable)) return (lives[i].Firmest, lives[j].Firmest);
            }
        }

        return null;
    }

    private sealed class Life<T>(Trace<T> first)
    {
        private bool isFirm;
        private bool isFinal;
        private long firstStart = long.MaxValue;
        private long lastEnd = long.MinValue;

        /// <summary>What shows best that the value was there.</summary>
        public Trace<T> Firmest { get; private set; } = first;

        public void Add(Trace<T> trace, bool mayBeLost)
        {
            if (!mayBeLost && !isFirm) Firmest = trace;
            isFirm |= !mayBeLost;
            isFinal |= trace.Call is null;
            firstStart = Math.Min(firstStart, trace.Call?.StartedAt ?? long.MaxValue);
            lastEnd = Math.Max(lastEnd, trace.Call?.EndedAt ?? long.MaxValue);
        }

        public bool CanPrecede(Life<T> other, Predicate<T>? isDeletable) =>
            !isFinal && (!isFirm || isDeletable?.Invoke(Firmest.Value) == true) && firstStart < other.lastEnd;
    }
}

/// <summary>A sign that a value was there.</summary>
/// <param name="Value">The value.</param>
/// <param name="Call">The call whose answer shows it; null when it is there in the end.</param>
internal readonly record struct Trace<T>(T Value, RecordedCall? Call)
{
    public override string ToString() => Call is null ? "the final state" : Call.ToString();
}
