using System.Collections;

namespace Conversations.Redis.Tests.Properties;

/// <summary>What came of an operation. Outcomes are equal when their values are, and when they read the same, which includes the order of keys that equality of maps leaves out.</summary>
public sealed class Outcome : IEquatable<Outcome>
{
    private readonly object?[] values;
    private readonly string text;

    private Outcome(IEnumerable<object?> values, string text)
    {
        this.values = [.. values];
        this.text = text;
    }

    public static Outcome Of(object? result)
    {
        var comparable = ActivityByClock.Normalize(result);
        return new(Flatten(comparable), Text.Of(comparable));
    }

    public static Outcome Of(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        string?[] parts = failure switch
        {
            RecordNotFoundException notFound => [notFound.Code, notFound.Kind, notFound.Id],
            RecordAlreadyExistsException exists => [exists.Code, exists.Kind, exists.Id],
            RecordConflictException conflict => [conflict.Code, conflict.Kind, conflict.Id],
            RoomClosedException closed => [closed.Code, closed.RoomId],
            ArgumentException argument => [argument.ParamName],
            ConversationStoreException other => [other.Code, other.Message],
            _ => [failure.Message],
        };
        return new([failure.GetType(), .. parts], $"{failure.GetType().Name}({string.Join(", ", parts.Select(Text.Of))})");
    }

    public bool Equals(Outcome? other) => other is not null && text == other.text && values.AsSpan().SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as Outcome);

    public override int GetHashCode() => string.GetHashCode(text, StringComparison.Ordinal);

    public override string ToString() => text;

    /// <summary>Lists, dictionaries and results that hold records, taken apart; records compare by value themselves.</summary>
    private static IEnumerable<object?> Flatten(object? result) => result switch
    {
        string => [result],
        IReadOnlyDictionary<string, long> counts => counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => (object?)count),
        RoomContext context => [context.Room, context.Bindings, context.Participants],
        IEnumerable items => items.Cast<object?>(),
        _ => [result],
    };
}
