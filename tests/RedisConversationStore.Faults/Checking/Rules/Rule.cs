namespace Conversations.Faults.Checking.Rules;

/// <summary>Something that holds in every room.</summary>
/// <param name="kind">What kind of harm a breach is.</param>
internal abstract class Rule(ViolationKind kind) : Rule<RoomHistory>(kind);

/// <summary>Something that holds, whatever happens.</summary>
/// <typeparam name="T">The history in which it holds.</typeparam>
/// <param name="kind">What kind of harm a breach is.</param>
internal abstract class Rule<T>(ViolationKind kind)
{
    public ViolationKind Kind => kind;

    public virtual string Name => GetType().Name;

    /// <summary>Where a history breaks the rule.</summary>
    public abstract IEnumerable<Finding> Check(T history);
}

/// <summary>A breach of a rule.</summary>
/// <param name="Text">What happened, with the events and calls it happened to.</param>
/// <param name="IsDocumented">Whether the mode documents that this may be lost.</param>
internal readonly record struct Finding(string Text, bool IsDocumented = false)
{
    public static implicit operator Finding(string text) => new(text);
}
