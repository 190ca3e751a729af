namespace Conversations.Redis.Load;

/// <summary>One line of the table.</summary>
/// <param name="Name">Its name in the JSON.</param>
/// <param name="What">What is measured.</param>
/// <param name="Bar">What it has to reach; null for what is only told.</param>
/// <param name="Value">What was measured; null when it could not be.</param>
/// <param name="Detail">What the value is made of, or why there is none.</param>
internal sealed record Figure(string Name, string What, Bar? Bar, double? Value, string Detail)
{
    /// <summary>Null without a bar or without a value.</summary>
    internal bool? IsMet => Value is { } value ? Bar?.IsMetBy(value) : null;

    internal static Figure Missing(string name, string what, Bar? bar, string why) => new(name, what, bar, Value: null, why);
}
