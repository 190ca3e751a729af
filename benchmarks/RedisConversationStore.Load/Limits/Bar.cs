using System.Globalization;

namespace Conversations.Redis.Load;

/// <summary>What a figure has to reach, or must not exceed.</summary>
/// <param name="Value">The figure.</param>
/// <param name="IsLeast">Whether it is to be reached; otherwise it is the most there may be.</param>
internal readonly record struct Bar(double Value, bool IsLeast)
{
    internal static Bar AtLeast(double value) => new(value, IsLeast: true);

    internal static Bar AtMost(double value) => new(value, IsLeast: false);

    internal bool IsMetBy(double value) => IsLeast ? value >= Value : value <= Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsLeast ? "≥" : "≤")} {Value}");
}
