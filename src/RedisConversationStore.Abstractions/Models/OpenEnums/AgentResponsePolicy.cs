using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>Which agents of a room answer an event.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<AgentResponsePolicy>))]
public readonly struct AgentResponsePolicy : IOpenEnum<AgentResponsePolicy>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"agent_chain"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public AgentResponsePolicy(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>agent_chain</c>: Every agent in turn may answer; the default.</summary>
    public static AgentResponsePolicy AgentChain { get; } = new("agent_chain");

    /// <summary><c>addressed_only</c>: Only agents the event is addressed to.</summary>
    public static AgentResponsePolicy AddressedOnly { get; } = new("addressed_only");

    /// <inheritdoc/>
    public string Value => value ?? "agent_chain";

    static AgentResponsePolicy IOpenEnum<AgentResponsePolicy>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AgentResponsePolicy other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AgentResponsePolicy other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(AgentResponsePolicy left, AgentResponsePolicy right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(AgentResponsePolicy left, AgentResponsePolicy right) => !left.Equals(right);
}
