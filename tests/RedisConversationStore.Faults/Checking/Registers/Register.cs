using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Registers;

/// <summary>Values of a room that only rise, such as the markers: what was known of them, and what is there in the end.</summary>
internal abstract class Register
{
    /// <summary>What the values are, in the plural.</summary>
    public abstract string Name { get; }

    /// <summary>The values that answered writes have reached.</summary>
    public abstract IEnumerable<Reached> Written(RoomHistory room);

    /// <summary>The values that answers show, each answer all of them; one that is not there is lower than any.</summary>
    public abstract IEnumerable<(RecordedCall Call, IReadOnlyDictionary<string, long> Values)> Shown(RoomHistory room);

    /// <summary>The values in the end.</summary>
    public abstract IReadOnlyDictionary<string, long> Final(RoomHistory room);

    /// <summary>Whether a value may stand below what was reached, because a write of it without a known outcome may take effect late.</summary>
    public virtual bool MayComeLate(RoomHistory room, string name, long value) => false;

    /// <summary>Whether what a call shows may have been overwritten since, as a consequence of a documented loss.</summary>
    public virtual bool MayBeOverwritten(RoomHistory room, RecordedCall call) => false;

    /// <summary>The values that were known to be reached, with the calls that show it.</summary>
    public ILookup<string, Reached> Reached(RoomHistory room) =>
        Written(room)
            .Concat(Shown(room).SelectMany(shown => shown.Values.Select(pair => new Reached(pair.Key, pair.Value, shown.Call))))
            .ToLookup(reached => reached.Name);
}

/// <summary>A value that a call has reached.</summary>
/// <param name="Name">Which of the values.</param>
/// <param name="Value">How high it was.</param>
/// <param name="Call">The call whose answer shows it.</param>
internal readonly record struct Reached(string Name, long Value, RecordedCall Call);
